package dev.assay.figures;

import dev.assay.plan.tests.Pace;
import dev.assay.stats.Sample;
import dev.assay.trace.Trace;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When each request of a load test could have gone out, had the client taken no time: when it was due or, where a throttle held it back, when that
 * let it go. Behind a throttle of m, in the order in which they are due, the one with index i may go when i − m + 1 requests have ended.
 */
public final class ReleaseTimes {
    private static final double NANOS_PER_MS = 1e6;

    private ReleaseTimes() {}

    /** Returns the times by the ids of the requests, in nanoseconds of the row's clock. */
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

    /** Returns how late the requests went out by the client's own doing, in milliseconds; there must be one. */
    public static Sample lag(Pace pace, List<Trace> measured) {
        var released = of(pace, measured);
        return Sample.of(measured.stream()
                .mapToDouble(trace -> (trace.sent() - released.getOrDefault(trace.id(), trace.sent())) / NANOS_PER_MS));
    }
}
