package dev.assay.recording;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The shards whose traces were merged into those of one test. All times are in nanoseconds of the merged traces' clock, whose zero is that of the shard
 * that began first.
 *
 * @param run the name of the joint run
 * @param of how many shards the joint run has, at least 1
 * @param sharing how many of them, from shard 1 on, were to send requests of this test
 * @param parts the shards that were merged, by their numbers; one that is missing is not among them
 */
public record MergedRecord(String run, int of, int sharing, List<Part> parts) implements SideRecord {
    public MergedRecord {
        parts = parts.stream().sorted(Comparator.comparingInt(Part::shard)).toList();
    }

    /**
     * What one shard measured.
     *
     * @param shard its number, from 1
     * @param directory the name of its run directory
     * @param zero when the zero of its own clock was, in nanoseconds since 1970 of the clock that all shards could read; absent if that is not known
     * @param within by how much {@code zero} may be off on either side; absent if {@code zero} is
     * @param begun when the start that all shards had agreed on was, by its own clock; absent if they did not agree on one
     * @param requests how many measured requests it sent
     * @param inFlight how many of them were in flight at once, at most
     * @param sent when it sent its first and its last measured request and when the last of them ended; absent if it sent none
     * @param fault why its part is not whole; absent if it is
     * @param lost the numbers of the shards that had ended when it finished the test, and before they had
     */
    public record Part(
            int shard,
            String directory,
            @Nullable Long zero,
            @Nullable Long within,
            @Nullable Long begun,
            int requests,
            int inFlight,
            @Nullable Sent sent,
            @Nullable Fault fault,
            List<Integer> lost) {
        public Part {
            lost = List.copyOf(lost);
        }
    }

    /** The measured requests of one shard: when the first and the last were sent, and when the last one ended. */
    public record Sent(long first, long last, long ended) {}

    /** Why the part of a shard is not whole. */
    public enum Fault {
        /** The shard did not measure the test, but others. */
        NOT_BEGUN,
        /** The shard was ended before its last request had. */
        INTERRUPTED,
        /** The file of its traces was changed after it was written. */
        LINES_ALTERED,
        /** The file of its answers was changed after it was written. */
        BODIES_ALTERED
    }

    /** Returns whether a shard did not end this test. Then nothing says when it began, and how far its clock is from those of the others. */
    public boolean isInterrupted() {
        return parts.stream().anyMatch(part -> part.fault() == Fault.INTERRUPTED);
    }

    /** Returns the numbers of the shards that are missing, in their order. */
    public List<Integer> missing() {
        return IntStream.rangeClosed(1, sharing)
                .filter(number -> parts.stream().noneMatch(part -> part.shard == number))
                .boxed()
                .toList();
    }

    /** Returns the numbers of the shards that had ended when others finished the test, in their order. What is known of them was measured later. */
    public List<Integer> lost() {
        return parts.stream()
                .flatMap(part -> part.lost.stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Returns the numbers of the shards whose clocks nobody can compare with the others, in their order; none if only one shard sent requests. */
    public List<Integer> withoutClock() {
        var sending = sending();
        return sending.stream()
                .filter(part -> sending.size() > 1 && (part.zero == null || part.within == null))
                .map(Part::shard)
                .toList();
    }

    private List<Part> sending() {
        return parts.stream().filter(part -> part.sent != null).toList();
    }

    /** Returns by how many nanoseconds the clocks of two shards may be apart at most; empty if that of a shard is not known. */
    public OptionalLong apart() {
        if (!withoutClock().isEmpty()) {
            return OptionalLong.empty();
        }
        var widest = sending().stream()
                .map(Part::within)
                .filter(Objects::nonNull)
                .sorted(Comparator.reverseOrder())
                .limit(2)
                .mapToLong(Long::longValue)
                .sum();
        return OptionalLong.of(sending().size() > 1 ? widest : 0);
    }

    /** Returns the time from the first sending of any shard to the end of the last request; empty if none was sent. */
    public Optional<Sent> joint() {
        var sent = of(Part::sent);
        return sent.isEmpty()
                ? Optional.empty()
                : Optional.of(new Sent(
                        sent.stream().mapToLong(Sent::first).min().orElseThrow(),
                        sent.stream().mapToLong(Sent::last).max().orElseThrow(),
                        sent.stream().mapToLong(Sent::ended).max().orElseThrow()));
    }

    private <T> List<T> of(Function<Part, @Nullable T> value) {
        var known = new ArrayList<T>();
        for (var part : parts) {
            var each = value.apply(part);
            if (each != null) {
                known.add(each);
            }
        }
        return known;
    }

    /** Returns how many requests one delay of each shard can have hit, all of them together. */
    public int inFlight() {
        return parts.stream().mapToInt(Part::inFlight).sum();
    }
}
