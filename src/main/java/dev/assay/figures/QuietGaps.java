package dev.assay.figures;

import dev.assay.figures.times.RequestTimes;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The gaps of all answers of a load test in two groups: those during which no request waited for its first token, and the others. Where a server
 * computes prompts and tokens in turns, the other gaps are longer.
 *
 * @param quiet how many gaps no request waited in, at least 1
 * @param quietMean their mean, in milliseconds
 * @param busy how many other gaps there are, at least 1
 * @param busyMean their mean, in milliseconds
 */
public record QuietGaps(int quiet, double quietMean, int busy, double busyMean) {
    private static final double NANOS_PER_MS = 1e6;

    /** A time in which at least one request waits for its first token. */
    private record Wait(long from, long to) {}

    /** Returns the gaps of the measured requests; empty if one of the groups has none. */
    public static Optional<QuietGaps> of(List<Trace> measured) {
        var waits = together(measured);
        var ends = waits.stream().mapToLong(Wait::to).toArray();
        var count = new int[2];
        var sum = new double[2];
        for (var trace : measured) {
            var each = trace.complete() ? RequestTimes.stamps(trace) : new long[0];
            for (var i = 1; i < each.length; i++) {
                var group = touches(waits, ends, each[i - 1], each[i]) ? 1 : 0;
                count[group]++;
                sum[group] += (each[i] - each[i - 1]) / NANOS_PER_MS;
            }
        }
        return count[0] == 0 || count[1] == 0
                ? Optional.empty()
                : Optional.of(new QuietGaps(count[0], sum[0] / count[0], count[1], sum[1] / count[1]));
    }

    /** Returns the times in which a request waits, without overlaps, in order. A request without any output waits until it ends. */
    private static List<Wait> together(List<Trace> measured) {
        var waits = new ArrayList<Wait>();
        var sorted = measured.stream()
                .map(trace ->
                        new Wait(trace.sent(), RequestTimes.firstStamp(trace).orElse(trace.ended())))
                .sorted(Comparator.comparingLong(Wait::from))
                .toList();
        for (var wait : sorted) {
            if (waits.isEmpty() || wait.from() > waits.getLast().to()) {
                waits.add(wait);
            } else {
                var last = waits.removeLast();
                waits.add(new Wait(last.from(), Math.max(last.to(), wait.to())));
            }
        }
        return waits;
    }

    private static boolean touches(List<Wait> waits, long[] ends, long from, long to) {
        var found = Arrays.binarySearch(ends, from);
        // A wait that ends when the gap begins does not count, nor one that begins when it ends.
        var next = found >= 0 ? found + 1 : -found - 1;
        return next < waits.size() && waits.get(next).from() < to;
    }
}
