package dev.assay.gate.outlook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.Location;
import dev.assay.plan.thresholds.Against;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Margin;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import org.junit.jupiter.api.Test;

/** The numbers follow from the score equations in the golden script of dev.assay.stats, solved by SciPy 1.17.1. */
class ComparedPreviewTest {
    private static final Against BF16 = new Against("bf16", new Location("thresholds.yaml", 20, 40));

    private static Bound.NoWorse noWorse(double share, String written) {
        return new Bound.NoWorse(BF16, new Margin.Points(share, written));
    }

    private static final Bound.Recovery RECOVERY = new Bound.Recovery(BF16, new Quantity(0.95, Unit.SHARE, "95 %"));

    /** 92 % of 1319 questions. */
    private static Bound.NoWorseThanScore score(double share, String written) {
        return new Bound.NoWorseThanScore(
                new Quantity(0.92, Unit.SHARE, "92 %"), 1319, new Margin.Points(share, written));
    }

    private static String preview(int questions, int limits, Bound.Compared bound) {
        return new ComparedPreview(questions, 0.01 / limits).sentence(bound);
    }

    @Test
    void saysHowManyLostQuestionsPassAndHowManyFail() {
        assertThat(preview(1319, 1, noWorse(0.03, "3 pp")))
                .isEqualTo("passes with at most 29 of 1319 questions lost and none gained, fails from 30");
        assertThat(preview(52, 1, noWorse(0.05, "5 pp")))
                .isEqualTo("passes with none of 52 questions lost and none gained, fails from 7");
    }

    /** Without a flip Tango's bound is −z² / (n + z²): 5 points need n > 1.645² · 19 = 51.4. 0.5⁷ is below 0.01, and 0.5¹⁰ below 0.01 / 6. */
    @Test
    void saysThatAMarginCannotPassWithSoFewQuestions() {
        assertThat(preview(40, 1, noWorse(0.05, "5 pp")))
                .isEqualTo("cannot pass with 40 questions unless some are gained, fails from 7 lost and none gained;"
                        + " `margin: 5 pp` needs 52 without a flip");
        assertThat(preview(40, 6, noWorse(0.05, "5 pp"))).contains("fails from 10 lost");
        assertThat(preview(2, 1, noWorse(0.05, "5 pp")))
                .isEqualTo("cannot pass with 2 questions unless some are gained, and can never fail; `margin: 5 pp`"
                        + " needs 52 without a flip");
    }

    @Test
    void saysTheSameOfARatioForAReferenceThatHasAllRight() {
        assertThat(preview(200, 1, RECOVERY))
                .isEqualTo(
                        "if the reference has all right, passes with at most 4 of 200 questions lost and none gained,"
                                + " fails from 18");
        assertThat(preview(40, 1, RECOVERY))
                .isEqualTo(
                        "if the reference has all right, cannot pass with 40 questions unless some are gained, fails from"
                                + " 8 lost and none gained; `min: 95 %` needs 52 without a flip");
    }

    @Test
    void saysHowManyMustBeRightBesideAPublishedScore() {
        assertThat(preview(200, 1, score(0.03, "3 pp")))
                .isEqualTo("passes with at least 186 of 200 right, fails with at most 174");
        assertThat(preview(5, 1, score(0.01, "1 pp"))).isEqualTo("cannot pass, fails with at most 3");
    }
}
