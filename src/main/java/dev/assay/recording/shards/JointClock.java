package dev.assay.recording.shards;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Moves the times of several shards to one clock, whose zero is that of the shard that began first. Times are in nanoseconds. */
public final class JointClock {
    private JointClock() {}

    /**
     * What is known of the clock of one shard during one test.
     *
     * @param zero when its zero was, by a clock that all shards could read; absent if that is not known
     * @param begun the start that all shards had agreed on, by its own clock; absent if they agreed on none
     * @param sent when it sent its first measured request, by its own clock; absent if it sent none
     */
    public record Known(
            @Nullable Long zero,
            @Nullable Long begun,
            @Nullable Long sent) {}

    /**
     * Returns how much later the times of each shard are on the one clock. If a zero is not known, the shards are taken to have started at the same instant:
     * the one that they agreed on or, without one, at their first measured requests.
     */
    public static List<Long> later(List<Known> clocks) {
        var zeros = new ArrayList<Long>();
        var starts = new ArrayList<Long>();
        var first = new ArrayList<Long>();
        for (var clock : clocks) {
            if (clock.zero != null) {
                zeros.add(clock.zero);
            }
            if (clock.begun != null) {
                // The zero of a clock lies before the start by as much as the start is after the zero.
                starts.add(-clock.begun);
            }
            first.add(clock.sent == null ? 0 : -clock.sent);
        }
        return sinceFirst(List.of(zeros, starts, first).stream()
                .filter(each -> each.size() == clocks.size())
                .findFirst()
                .orElse(first));
    }

    private static List<Long> sinceFirst(List<Long> zeros) {
        var earliest = Collections.min(zeros);
        return zeros.stream().map(zero -> zero - earliest).toList();
    }
}
