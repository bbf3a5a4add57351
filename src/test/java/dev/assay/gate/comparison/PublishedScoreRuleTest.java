package dev.assay.gate.comparison;

import static dev.assay.gate.comparison.RunSets.answers;
import static dev.assay.gate.comparison.RunSets.judge;
import static dev.assay.gate.comparison.RunSets.noWorseThan;
import static dev.assay.gate.comparison.RunSets.questions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Inconclusive;
import dev.assay.plan.testspecs.Limit;
import dev.assay.starts.RunSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A published score as the reference of an accuracy. Its bounds are checked as those in {@link AccuracyComparisonTest}. */
class PublishedScoreRuleTest {
    private static final String CHANCE = "the difference may be larger than the margin, and it may be chance";
    private static final RunSet NONE = answers("bf16", "1");

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            30   | 40   | FAIL         | -17.0 pp (95 % sure: at least -29.7 pp, 99 %: at most -4.6 pp), unpaired
            36   | 40   | INCONCLUSIVE | -2.0 pp (95 % sure: at least -12.6 pp, 99 %: at most +5.0 pp), unpaired
            40   | 40   | PASS         | +8.0 pp (95 % sure: at least +1.6 pp, 99 %: at most +9.9 pp), unpaired
            1200 | 1319 | PASS         | -1.0 pp (95 % sure: at least -2.8 pp, 99 %: at most +1.5 pp), unpaired
            1269 | 1429 | FAIL         | -3.2 pp (95 % sure: at least -5.0 pp, 99 %: at most -0.6 pp), unpaired
            """)
    void isComparedUnpaired(int right, int n, String verdict, String measured) {
        var judged = Comparison.judge(
                noWorseThan(92, 1319, 3),
                answers("int4", "1".repeat(right) + "0".repeat(n - right)),
                new Reference.Missing("a score has no measurements", "None."),
                1,
                questions(n, 1));

        assertThat(judged.verdict().word()).isEqualTo(verdict);
        assertThat(judged.measured())
                .isEqualTo(right + "/" + n + ", compared with a score of 92 % of 1319 questions: " + measured);
        assertThat(judged.flips()).isEmpty();
    }

    @Test
    void saysHowManyQuestionsWouldDecide() {
        var judged = judge(noWorseThan(92, 1319, 3), answers("int4", "1".repeat(36) + "0000"), answers("bf16", "1"), 1);

        assertThat(judged.verdict())
                .isEqualTo(new Inconclusive(
                        CHANCE, "If the share of right answers stays as it is, 13039 questions decide."));
        assertThat(judged.sentence())
                .isEqualTo(
                        "accuracy 36/40, compared with a score of 92 % of 1319 questions: -2.0 pp (95 % sure: at least"
                                + " -12.6 pp, 99 %: at most +5.0 pp), unpaired, margin 3 pp, 40 questions");
    }

    /** 81 of 91 are 2.9890 points below 92 %. */
    @Test
    void showsOnWhichSideOfTheMarginTheDifferenceLies() {
        var judged = judge(noWorseThan(92, 1319, 3), answers("int4", "1".repeat(81) + "0".repeat(10)), NONE, 1);

        assertThat(judged.measured()).contains(": -2.99 pp (");
        assertThat(judged.change().orElseThrow().amount()).isEqualTo("-2.99 pp");
    }

    @Test
    void showsOnWhichSideOfTheMarginTheBoundLies() {
        var judged = judge(noWorseThan(92, 1319, 12.6), answers("int4", "1".repeat(36) + "0000"), NONE, 1);

        assertThat(judged.measured()).contains("(95 % sure: at least -12.56 pp, ");
        assertThat(judged.change().orElseThrow().bound()).hasValue("-12.56 pp");
    }

    /** 75 % is 17 points below 92 %. */
    @Test
    void saysHowMuchOfALossIsBeyondTheMargin() {
        var change = judge(noWorseThan(92, 1319, 3), answers("int4", "1".repeat(30) + "0".repeat(10)), NONE, 1)
                .change()
                .orElseThrow();

        assertThat(change.beyond()).hasValue("14.0 pp");
    }

    /** Totals 1000, 1000, 1000, 980 and 980 have the variance 120; each of the 20 questions has 0.3, together 6. */
    @Test
    void allowsForRunsThatDifferAsAWhole() {
        var all = "1".repeat(1000);
        var less = "1".repeat(980) + "0".repeat(20);
        var limit = noWorseThan(100, 1_000_000, 2);

        var five = judge(limit, answers("int4", less, less, all, all, all), answers("bf16", "1"), 1);

        assertThat(judge(limit, answers("int4", less), answers("bf16", "1"), 1).verdict())
                .isEqualTo(new Fail());
        assertThat(five.verdict())
                .isEqualTo(new Inconclusive(
                        CHANCE, "If the share of right answers stays as it is, 3207 questions decide."));
        assertThat(five.measured())
                .endsWith(
                        "; 5 runs of the test scored 980 to 1000, 20.0 times the variance of independent answers; the first"
                                + " is compared");
    }

    @Test
    void needsAnAnswerToEachQuestion() {
        assertThat(Comparison.judge(
                                noWorseThan(92, 1319, 3),
                                answers("int4", "1-1"),
                                new Reference.Missing("a score has no measurements", "None."),
                                1,
                                questions(3, 1))
                        .sentence())
                .isEqualTo(
                        "accuracy no-worse against a score 2/2, compared with a score of 92 % of 1319 questions: 1 of 3 questions"
                                + " have no answer. See their traces.");
    }

    @Test
    void needsBothBoundsWhereQuestionsAreInClusters() {
        var judged = clustered(noWorseThan(92, 1319, 3), 30);

        assertThat(judged.measured())
                .isEqualTo(
                        "30/40, compared with a score of 92 % of 1319 questions: -17.0 pp (95 % sure: at least -41.7 pp,"
                                + " 99 %: at most +21.0 pp), unpaired");
        // 40 (37.97 / 17)² = 199.6, and of 36 right answers 40 (18.382 / 8)² = 211.2
        assertThat(judged.verdict())
                .isEqualTo(new Inconclusive(
                        CHANCE, "If the share of right answers stays as it is, 200 questions decide."));
        assertThat(clustered(noWorseThan(92, 1319, 10), 36).verdict())
                .isEqualTo(new Inconclusive(
                        CHANCE, "If the share of right answers stays as it is, 212 questions decide."));
    }

    /** Returns the verdict on so many right answers to 40 questions in clusters of four. */
    private static ComparedVerdict clustered(Limit limit, int right) {
        return Comparison.judge(
                limit,
                answers("int4", "1".repeat(right) + "0".repeat(40 - right)),
                new Reference.Missing("a score has no measurements", "None."),
                1,
                questions(40, 4));
    }
}
