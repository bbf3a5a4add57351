package dev.assay.figures;

import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.trace.Trace;
import java.util.List;

/** How many requests of a load test came due: all planned ones or, if a closed loop ends by time, those that its users sent in that time. */
public final class DueRequestCount {
    private DueRequestCount() {}

    /** Returns how many requests came due. */
    public static int of(TestSpec.LoadTest loadTest, List<Trace> measured) {
        return loadTest.pace() instanceof Pace.Closed closed && loadTest.endsByTime()
                ? (int) Math.min(
                        loadTest.requests(),
                        closed.concurrency() + endedWithin(loadTest.length().nanos(), measured))
                : loadTest.requests();
    }

    /** Returns how many requests ended within so many nanoseconds after the first one was due. */
    public static long endedWithin(long nanos, List<Trace> measured) {
        var begin = begin(measured);
        return measured.stream().filter(trace -> trace.ended() - begin < nanos).count();
    }

    /** Returns when the first request was due, in nanoseconds of the traces' clock; 0 without requests. */
    public static long begin(List<Trace> measured) {
        return measured.stream().mapToLong(Trace::scheduled).min().orElse(0);
    }
}
