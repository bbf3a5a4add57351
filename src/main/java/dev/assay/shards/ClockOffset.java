package dev.assay.shards;

import java.util.List;
import java.util.Optional;

/**
 * How much a clock elsewhere is ahead of a clock here, as far as it is known. It must be added to a time here to get the time there.
 *
 * @param low the least that it can be, in nanoseconds
 * @param high the most, at least {@code low}
 */
public record ClockOffset(long low, long high) {
    /** The coarsest time stamps that can be used, in nanoseconds. */
    public static final long COARSEST = 1_000_000_000L;

    public ClockOffset {
        if (low > high) {
            throw new IllegalArgumentException("an offset from " + low + " to " + high);
        }
    }

    /**
     * One event that the other clock stamped. All times in nanoseconds.
     *
     * @param before the time here before the event
     * @param stamp the time there, rounded down to the granularity of the other clock
     * @param after the time here after the event
     */
    public record Stamp(long before, long stamp, long after) {}

    /**
     * Returns the offset on which all stamps agree; empty if they do not agree on any, or if they show fewer than two different times, from which the granularity
     * of the other clock cannot be told.
     *
     * <p>At an event, the time there is at least its stamp and less than one granule above it, and the time here is between {@code before} and {@code after}. So
     * each stamp bounds the offset on both sides, and the bounds of all are intersected (as in NTP, RFC 5905, section 11.2.1). The shortest step between two
     * successive stamps is at least one granule. The first stamp is left out: some file systems round it more coarsely than those that follow.
     *
     * @param stamps in the order of the events
     */
    public static Optional<ClockOffset> of(List<Stamp> stamps) {
        if (stamps.size() < 3) {
            return Optional.empty();
        }
        var used = stamps.subList(1, stamps.size());
        var granule = Long.MAX_VALUE;
        for (var i = 1; i < used.size(); i++) {
            var step = used.get(i).stamp() - used.get(i - 1).stamp();
            if (step < 0) {
                return Optional.empty();
            }
            granule = step == 0 ? granule : Math.min(granule, step);
        }
        var low = used.stream()
                .mapToLong(each -> each.stamp() - each.after())
                .max()
                .orElseThrow();
        var floor = used.stream()
                .mapToLong(each -> each.stamp() - each.before())
                .min()
                .orElseThrow();
        while (granule <= COARSEST) {
            if (floor + granule >= low) {
                return Optional.of(new ClockOffset(low, floor + granule));
            }
            granule *= 2;
        }
        return Optional.empty();
    }

    /** Returns the smallest offset that holds at any time between this measurement and a later one. */
    public ClockOffset until(ClockOffset later) {
        return new ClockOffset(Math.min(low, later.low), Math.max(high, later.high));
    }

    /** Returns the middle of the interval. */
    public long middle() {
        return low + (high - low) / 2;
    }

    /** Returns how far the true offset may be from the middle, in nanoseconds. */
    public long within() {
        return high - middle();
    }
}
