package dev.assay.gate.outlook;

import static dev.assay.testing.Plans.between;
import static dev.assay.testing.Plans.calibrate;
import static dev.assay.testing.Plans.max;
import static dev.assay.testing.Plans.min;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import org.junit.jupiter.api.Test;

class LimitPreviewTest {
    private static String of(TestSpec test, Limit limit) {
        return LimitPreview.of(Plans.planned(test), limit);
    }

    private static Limit millis(String figure, double most) {
        return max(figure, most, Unit.MILLISECONDS, most + " ms");
    }

    @Test
    void saysThatALimitIsYetToBeSet() {
        assertThat(of(Plans.loadTest(40, 3), calibrate("ttft.p90")))
                .isEqualTo("measured, and INCONCLUSIVE until a limit is set");
    }

    /** binom.cdf(1, 46, 0.1) is 4.8 %, and binom.cdf(0, 29, 0.1) 4.7 %; binom.cdf(1, 10, 0.5) 1.1 %. */
    @Test
    void saysHowManyRequestsMayLieBeyondALimitOnAQuantile() {
        assertThat(of(Plans.loadTest(46, 3), millis("ttft.p90", 25)))
                .isEqualTo("passes with at most 1 of 46 requests above it");
        assertThat(of(Plans.loadTest(29, 3), millis("ttft.p90", 25)))
                .isEqualTo("passes with none of 29 requests above it");
        assertThat(of(Plans.loadTest(10, 3), min("ttft.p50", 25, Unit.MILLISECONDS, "25 ms")))
                .isEqualTo("passes with at most 1 of 10 requests below it");
        assertThat(of(Plans.loadTest(10, 3), between("ttft.p50", 1, 25, Unit.MILLISECONDS, "1 ms", "25 ms")))
                .isEqualTo("passes with at most 1 of 10 requests above and at most 1 below");
    }

    /** Without four requests at each end, 32 of 40 are in the steady window. */
    @Test
    void saysHowManyRequestsAMeanIsOf() {
        assertThat(of(Plans.loadTest(40, 3), millis("ttft.mean", 25))).isEqualTo("judged as it is, over 40 requests");
        assertThat(of(Plans.loadTest(40, 3), Plans.steady(millis("ttft.mean", 25))))
                .isEqualTo("judged as it is, over 32 requests");
    }

    /** Wilson's interval of 5 of 10, by SciPy 1.17.1's binomtest(5, 10).proportion_ci(method='wilson'): 0.2366 to 0.7634. */
    @Test
    void saysHowFarTheShareOfAnEvalsetMayLieApart() {
        var half = "of a share just there is 23.7 % to 76.3 % (± 26.3 points)";

        assertThat(of(Plans.accuracy(10), min("accuracy", 0.5, Unit.SHARE, "50 %")))
                .isEqualTo("10 questions; the 95 % interval " + half);
        assertThat(of(Plans.accuracy(10), max("truncated", 0.5, Unit.SHARE, "50 %")))
                .isEqualTo("10 questions; the 95 % interval " + half);
        assertThat(of(Plans.accuracy(10), between("accuracy", 0.5, 0.5, Unit.SHARE, "50 %", "50 %")))
                .isEqualTo(
                        "10 questions; the 95 % interval at the low end is 23.7 % to 76.3 % (± 26.3 points), at the high end 23.7 % to 76.3 % (± 26.3 points)");
        assertThat(of(Plans.accuracy(1), min("accuracy", 1, Unit.SHARE, "1/1")))
                .startsWith("1 question; the 95 % interval of a share just there is ");
        assertThat(of(Plans.accuracy(10), min("accept-length", 3, Unit.TOKENS, "3")))
                .isEqualTo("judged as it is, over all drafts of the server");
    }
}
