package dev.assay.figures.times;

import dev.assay.recording.BackgroundRecord;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** How many requests were in flight, and when. */
public final class RequestsInFlight {
    private RequestsInFlight() {}

    /** A request that starts or ends. */
    private record Change(long nanos, int by) {}

    /** Returns the first instant with at least so many requests in flight; empty if there is none. */
    public static OptionalLong firstFull(List<Trace> traces, int full) {
        var inFlight = 0;
        for (var change : changes(traces)) {
            inFlight += change.by;
            if (inFlight >= full) {
                return OptionalLong.of(change.nanos);
            }
        }
        return OptionalLong.empty();
    }

    /** Returns the largest number of requests in flight. */
    public static int most(List<Trace> traces) {
        var inFlight = 0;
        var most = 0;
        for (var change : changes(traces)) {
            inFlight += change.by;
            most = Math.max(most, inFlight);
        }
        return most;
    }

    /**
     * Returns the mean number of requests in flight from {@code start} to {@code end}: the sum of the times of all requests within that period,
     * divided by its length.
     *
     * @param end after {@code start}
     */
    public static double mean(List<Trace> traces, long start, long end) {
        return traces.stream()
                        .mapToDouble(trace -> within(trace.sent(), trace.ended(), start, end))
                        .sum()
                / (end - start);
    }

    /** Returns the same of the requests of a background load. */
    public static double mean(BackgroundRecord load, long start, long end) {
        return load.requests().stream()
                        .mapToDouble(request -> within(request.sent(), request.ended(), start, end))
                        .sum()
                / (end - start);
    }

    private static long within(long sent, long ended, long start, long end) {
        return Math.max(0, Math.min(ended, end) - Math.max(sent, start));
    }

    private static List<Change> changes(List<Trace> traces) {
        var changes = new ArrayList<Change>();
        for (var trace : traces) {
            changes.add(new Change(trace.sent(), 1));
            changes.add(new Change(trace.ended(), -1));
        }
        // At the same instant, ends come before starts, so that no slot is counted twice.
        changes.sort(Comparator.comparingLong(Change::nanos).thenComparingInt(Change::by));
        return changes;
    }
}
