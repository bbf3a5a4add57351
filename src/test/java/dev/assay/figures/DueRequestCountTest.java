package dev.assay.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestLength;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

class DueRequestCountTest {
    /** The first was due at 1000 ms; they ended at 1040, 1100 and 1200 ms. */
    private static final List<Trace> THREE = List.of(
            Traces.whole("b", 1080, 10, 10, 2), Traces.whole("a", 1000, 20, 10, 3), Traces.whole("c", 1180, 10, 10, 2));

    private static int of(int requests, double millis) {
        var length = new TestLength(requests, new Quantity(millis, Unit.MILLISECONDS, millis + " ms"));
        return DueRequestCount.of(Plans.with(Plans.loadTest(requests, 3), new Pace.Closed(2), length), THREE);
    }

    @Test
    void areAllThatArePlannedUnlessAClosedLoopEndsByTime() {
        assertThat(DueRequestCount.of(Plans.loadTest(50, 3), THREE)).isEqualTo(50);
    }

    /** A request that ended in time is followed by another one; what ends at the end is not. */
    @Test
    void areThoseOfEachSlotAndOneForEachThatEndedInTime() {
        assertThat(of(50, 30)).isEqualTo(2);
        assertThat(of(50, 40)).isEqualTo(2);
        assertThat(of(50, 40.001)).isEqualTo(3);
        assertThat(of(50, 1000)).isEqualTo(5);
        assertThat(of(4, 1000)).isEqualTo(4);
    }

    @Test
    void beginWhenTheFirstWasDue() {
        assertThat(DueRequestCount.begin(THREE)).isEqualTo(1_000_000_000);
        assertThat(DueRequestCount.begin(List.of())).isZero();
    }
}
