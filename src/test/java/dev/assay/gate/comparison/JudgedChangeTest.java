package dev.assay.gate.comparison;

import static dev.assay.gate.comparison.RunSets.regression;
import static dev.assay.gate.comparison.RunSets.starts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Inconclusive;
import dev.assay.plan.thresholds.Margin;
import dev.assay.starts.RunSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** What reports show of a change. The bounds are those of RegressionRuleTest. */
class JudgedChangeTest {
    private static final double[] SLOW = {46.3, 46.1, 46.5, 45.9};
    private static final double[] USUAL = {44.1, 43.8, 44.3, 43.9, 44.0};

    private static JudgedChange change(String figure, Margin margin, double[] now, double[] then) {
        return Comparison.judge(
                        regression(figure, margin, Margin.NONE),
                        starts("now", figure, now),
                        new Reference.Found(starts("then", figure, then), false),
                        1,
                        List.of())
                .change()
                .orElseThrow();
    }

    /** 46.19946 / 44.01966 is 4.952 % more, 1.952 beyond the margin. */
    @Test
    void ofATimeGoesUpWhereItGetsWorse() {
        assertThat(change("tpot.mean", new Margin(0.03, 0, "3 %"), SLOW, USUAL))
                .isEqualTo(new JudgedChange(
                        "46.199 ms",
                        "44.020 ms",
                        "+5.0 %",
                        "+3 %",
                        Optional.of("2.0 %"),
                        Optional.of("+5.7 %"),
                        "95 %",
                        Optional.empty()));
    }

    /** 44.01966 / 46.19946 is 4.718 % less, 1.718 beyond the margin. */
    @Test
    void ofARateGoesDownWhereItGetsWorse() {
        assertThat(change("output-tps", new Margin(0.03, 0, "3 %"), USUAL, SLOW))
                .isEqualTo(new JudgedChange(
                        "44.020 tok/s",
                        "46.199 tok/s",
                        "-4.7 %",
                        "-3 %",
                        Optional.of("1.7 %"),
                        Optional.of("-5.4 %"),
                        "95 %",
                        Optional.empty()));
    }

    /** 0.6 ms are 6 % of 10 ms. */
    @Test
    void showsTheLargerOfTwoMarginsAsWhatIsAllowed() {
        var change = change(
                "tpot.mean", new Margin(0.03, 0.6, "3 % or 0.6 ms"), new double[] {10.46, 10.5, 10.54}, new double[] {
                    9.97, 10, 10.03
                });

        assertThat(change.allowed()).isEqualTo("+6.0 %");
        assertThat(change.beyond()).isEmpty();
    }

    @Test
    void isNotBeyondTheMarginWhereItIsJustThat() {
        var change = change(
                "failed-share", new Margin(0, 0.02, "2 pp"), new double[] {0.02, 0.02, 0.02}, new double[] {0, 0, 0});

        assertThat(change.allowed()).isEqualTo("+2 pp");
        assertThat(change.amount()).isEqualTo("+2.0 pp");
        assertThat(change.beyond()).isEmpty();
    }

    /** Two points at every start: a loss that is the margin is not below it, and one that is ignored is no failure. */
    @Test
    void isJudgedAtItsEnds() {
        var two = starts("now", "failed-share", 0.02, 0.02, 0.02);
        var none = new Reference.Found(starts("then", "failed-share", 0, 0, 0), false);
        var points = new Margin(0, 0.02, "2 pp");

        assertThat(Comparison.judge(regression("failed-share", points, Margin.NONE), two, none, 1, List.of())
                        .verdict())
                .isEqualTo(new Fail());
        assertThat(Comparison.judge(regression("failed-share", points, points), two, none, 1, List.of())
                        .verdict()
                        .word())
                .isEqualTo("INCONCLUSIVE");
    }

    /** A mean of counts is no count. */
    @Test
    void ofCountsHasADecimalWhereTheMeanIsNotWhole() {
        var change = change("preemptions", new Margin(0, 1, "1"), new double[] {1, 2, 1, 2}, new double[] {1, 1, 1, 1});

        assertThat(change.now()).isEqualTo("1.5");
        assertThat(change.reference()).isEqualTo("1");
        assertThat(change.amount()).isEqualTo("+0.5");
    }

    @Test
    void ofOneStartAgainstOneHasNoBound() {
        assertThat(change("tpot.mean", new Margin(0.03, 0, "3 %"), new double[] {46.3}, new double[] {44.1})
                        .bound())
                .isEmpty();
    }

    private static Inconclusive open(Margin margin, Margin ignore, RunSet now, RunSet then, boolean paired) {
        return (Inconclusive) Comparison.judge(
                        regression("tpot.mean", margin, ignore), now, new Reference.Found(then, paired), 1, List.of())
                .verdict();
    }

    @Test
    void decidesNothingWhereAllOfTheMarginIsIgnored() {
        assertThat(open(
                        new Margin(0.03, 0, "3 %"),
                        new Margin(0.03, 0, "3 %"),
                        starts("now", "tpot.mean", 44.9, 44.1, 46.5, 43.9),
                        starts("then", "tpot.mean", USUAL),
                        false))
                .isEqualTo(new Inconclusive(
                        "at a reference of 44.020 ms 'ignore' (3 %) is not smaller than 'margin' (3 %), so no change"
                                + " between them decides",
                        "Write a smaller 'ignore', or a larger 'margin'."));
    }

    /** Seven pairs can show a change. These lie up to 10 % from 2.85 %, which is ignored, and the margin is only 0.15 % farther. */
    @Test
    void saysThatNoNumberOfPairsDecides() {
        var apart = DoubleStream.of(0.1, -0.1, 0.1, -0.1, 0.1, -0.1, 0)
                .map(part -> 102.85 * Math.exp(part))
                .toArray();

        assertThat(open(
                                new Margin(0.03, 0, "3 %"),
                                new Margin(0.029, 0, "2.9 %"),
                                starts("now", "tpot.mean", apart),
                                starts("then", "tpot.mean", 100, 100, 100, 100, 100, 100, 100),
                                true)
                        .remedy())
                .isEqualTo("If change and spread stay as they are, no number of pairs up to 1000 decides.");
    }
}
