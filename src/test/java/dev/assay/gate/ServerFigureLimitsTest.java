package dev.assay.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.Recording;
import dev.assay.recording.ServerCount;
import dev.assay.recording.ServerRecord;
import dev.assay.testing.Counted;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Limits on what a server counts by itself. */
class ServerFigureLimitsTest {
    private static final Trace ONE = Traces.whole("c4-001", 0, 20, 10, 3);
    private static final Limit PREEMPTIONS = Plans.max("preemptions", 0, Unit.COUNT, "0");

    private static TestVerdict judge(Recording recording, Limit... limits) {
        return Judge.judge(Plans.planned(Plans.loadTest(1, 3, limits)), recording);
    }

    @Test
    void areKeptOrMissed() {
        assertThat(judge(Counted.requests(1).over(ONE), PREEMPTIONS).headline())
                .isEqualTo("PASS smollm2-135m c4: preemptions 0, allowed at most 0, n=1 (recorded 2026-11-21)");
        assertThat(judge(
                                Counted.requests(1)
                                        .with(ServerCount.PREEMPTIONS, 2)
                                        .over(ONE),
                                Plans.max("kv-cache-usage.max", 0.9, Unit.SHARE, "90 %"),
                                PREEMPTIONS)
                        .headline())
                .isEqualTo("FAIL smollm2-135m c4: preemptions 2, allowed at most 0, n=1 (recorded 2026-11-21)");
    }

    @Test
    void areUnmeasuredWhereTheServerDoesNotTell() {
        assertThat(judge(Counted.requests(1).without(ServerCount.PREEMPTIONS).over(ONE), PREEMPTIONS)
                        .headline())
                .startsWith(
                        "UNMEASURED smollm2-135m c4: preemptions has no value, allowed at most 0, n=0: the server does"
                                + " not count preemptions. ");
        assertThat(judge(Counted.over(ServerRecord.unseen(0, 1, "it answers 404"), ONE), PREEMPTIONS)
                        .verdict())
                .isInstanceOf(Verdict.Unmeasured.class);
        assertThat(judge(Plans.recording(List.of(ONE)), PREEMPTIONS).verdict()).isInstanceOf(Verdict.Unmeasured.class);
    }

    /** Others may have had a request put back; without them there would not be more of it. */
    @Test
    void keepAPassBesideTheTrafficOfOthersAndLoseAFail() {
        var busy = Counted.requests(1).busyBefore(2L);

        assertThat(judge(busy.over(ONE), PREEMPTIONS).verdict()).isInstanceOf(Verdict.Pass.class);
        assertThat(judge(busy.with(ServerCount.PREEMPTIONS, 2).over(ONE), PREEMPTIONS)
                        .verdict())
                .isInstanceOf(Verdict.Unmeasured.class);
    }

    @Test
    void loseTheirVerdictWhereTheCountersAreOfOtherRequestsToo() {
        assertThat(judge(Counted.requests(2).over(ONE), PREEMPTIONS).verdict()).isInstanceOf(Verdict.Unmeasured.class);
    }
}
