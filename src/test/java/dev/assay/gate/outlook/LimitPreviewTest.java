package dev.assay.gate.outlook;

import static dev.assay.testing.Plans.between;
import static dev.assay.testing.Plans.calibrate;
import static dev.assay.testing.Plans.max;
import static dev.assay.testing.Plans.min;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.figures.texts.TextFigure;
import dev.assay.input.Location;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Against;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.GpuName;
import dev.assay.plan.thresholds.Margin;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import dev.assay.testing.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitPreviewTest {
    private static final Against BF16 = new Against("bf16", Location.commandLine());

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

    @Test
    void saysItOfTheBoundOfEachGpu() {
        var quantities = new LinkedHashMap<GpuName, Quantity>();
        quantities.put(new GpuName("H100"), new Quantity(25, Unit.MILLISECONDS, "25 ms"));
        quantities.put(new GpuName("L40S"), new Quantity(35, Unit.MILLISECONDS, "35 ms"));

        assertThat(of(Plans.loadTest(46, 3), millis("ttft.p90", 1).with(new Bound.OnGpu(true, quantities))))
                .isEqualTo("at most 25 ms on H100 passes with at most 1 of 46 requests above it; at most 35 ms on L40S"
                        + " passes with at most 1 of 46 requests above it");
    }

    @Test
    void saysThatARatioIsOfBothLoadTests() {
        var half = new Bound.Ratio("cold", new Bound.Max(new Quantity(0.5, Unit.COUNT, "0.5")));

        assertThat(of(Plans.loadTest(46, 3), millis("ttft.p90", 25).with(half)))
                .isEqualTo("judged as it is, with both load tests of this run");
    }

    @Test
    void saysOverHowManyTextsTheirTokensAreJudged() {
        assertThat(of(Texts.test(List.of("one", "two")), Texts.max(TextFigure.NLL, 2.2)))
                .isEqualTo("judged as it is, over all tokens of 2 texts");
        assertThat(of(Texts.test(List.of("one", "two")), Texts.against(1)))
                .isEqualTo("compared text by text, over 2 texts");
    }

    /** Without a flip 5 points need 52 questions, and 0.5⁷ is below 0.01. */
    @Test
    void saysWhatAComparisonCanShow() {
        var accuracy =
                min("accuracy", 1, Unit.SHARE, "1").with(new Bound.NoWorse(BF16, new Margin.Points(0.05, "5 pp")));
        var tpot = millis("tpot.mean", 1).with(new Bound.Regression(BF16, new Margin(0.03, 0, "3 %"), Margin.NONE));

        assertThat(of(Plans.accuracy(52, accuracy), accuracy))
                .isEqualTo("passes with none of 52 questions lost and none gained, fails from 7");
        assertThat(of(Plans.loadTest(46, 3, tpot), tpot))
                .isEqualTo("one start is judged by the spread of the reference, if that has several starts; otherwise"
                        + " INCONCLUSIVE");
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
