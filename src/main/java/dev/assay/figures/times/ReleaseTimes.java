package dev.assay.figures.times;

import dev.assay.plan.testspecs.Pace;
import dev.assay.stats.Sample;
import dev.assay.trace.Trace;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When each request of a load test would have been sent by a client that takes no time: when it was due or, if a throttle held it back, when the
 * throttle let it go. With a throttle of m, the request with index i in the order of due times may go when i − m + 1 requests have ended.
 */
public final class ReleaseTimes {
    private static final double NANOS_PER_MS = 1e6;

    private ReleaseTimes() {}

    /** Returns the times by the ids of the requests, in nanoseconds of the traces' clock. */
    public static Map<String, Long> of(Pace pace, List<Trace> measured) {
        var most = pace.maxInFlight() == null ? measured.size() : pace.maxInFlight();
        var ended = measured.stream().mapToLong(Trace::ended).sorted().toArray();
        var inOrder = measured.stream()
                .sorted(Comparator.comparingLong(Trace::scheduled).thenComparingLong(Trace::sent))
                .toList();
        var released = new HashMap<String, Long>();
        for (var i = 0; i < inOrder.size(); i++) {
            var due = inOrder.get(i).scheduled();
            released.put(inOrder.get(i).id(), i < most ? due : Math.max(due, ended[i - most]));
        }
        return released;
    }

    /** Returns how late the client sent each request, in milliseconds; there must be at least one request. */
    public static Sample lag(Pace pace, List<Trace> measured) {
        var released = of(pace, measured);
        return Sample.of(measured.stream()
                .mapToDouble(trace -> (trace.sent() - released.getOrDefault(trace.id(), trace.sent())) / NANOS_PER_MS));
    }
}
