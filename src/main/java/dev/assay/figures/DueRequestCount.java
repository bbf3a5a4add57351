package dev.assay.figures;

import dev.assay.plan.tests.Pace;
import dev.assay.plan.tests.TestSpec;
import dev.assay.trace.Trace;
import java.util.List;

/** How many requests of a load test came due: all that were planned, or, where its users ask for a while, as many as they asked in that time. */
public final class DueRequestCount {
    private DueRequestCount() {}

    /** Returns how many requests came due, as far as there were any: of every other load test, all. */
    public static int of(TestSpec.LoadTest loadTest, List<Trace> measured) {
        return loadTest.pace() instanceof Pace.Closed closed && loadTest.endsByTime()
                ? (int) Math.min(
                        loadTest.requests(),
                        closed.concurrency() + endedWithin(loadTest.length().nanos(), measured))
                : loadTest.requests();
    }

    /** Returns how many ended in so many nanoseconds from the first that came due. */
    public static long endedWithin(long nanos, List<Trace> measured) {
        var begin = begin(measured);
        return measured.stream().filter(trace -> trace.ended() - begin < nanos).count();
    }

    /** Returns when the first came due, in nanoseconds of the row's clock. */
    public static long begin(List<Trace> measured) {
        return measured.stream().mapToLong(Trace::scheduled).min().orElse(0);
    }
}
