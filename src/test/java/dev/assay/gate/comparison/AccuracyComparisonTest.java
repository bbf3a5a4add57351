package dev.assay.gate.comparison;

import static dev.assay.gate.comparison.RunSets.answers;
import static dev.assay.gate.comparison.RunSets.judge;
import static dev.assay.gate.comparison.RunSets.noWorse;
import static dev.assay.gate.comparison.RunSets.pairs;
import static dev.assay.gate.comparison.RunSets.questions;
import static dev.assay.gate.comparison.RunSets.recovery;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Inconclusive;
import dev.assay.gate.verdicts.Verdict.Pass;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.input.Location;
import dev.assay.plan.evalsets.Expected;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Margin;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.starts.RunSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bounds and numbers of questions agree with Python 3 and SciPy 1.17.1: the score equations of golden.py in the tests of stats, solved by
 * scipy.optimize.brentq, scipy.stats.binomtest, and scipy.stats.beta for counts that are no whole numbers.
 */
class AccuracyComparisonTest {
    private static final String CHANCE = "the difference may be larger than the margin, and it may be chance";
    private static final String NOT_LOWER = "it is not lower, but a loss of more than the margin is not excluded";

    private static ComparedVerdict clustered(Limit limit, List<RunSet> pair, int n) {
        return Comparison.judge(limit, pair.getFirst(), new Reference.Found(pair.getLast(), false), 1, questions(n, 4));
    }

    private static Inconclusive open(String reason, int questions) {
        return new Inconclusive(
                reason,
                "If the shares of lost and gained questions stay as they are, " + questions + " questions decide.");
    }

    @ParameterizedTest(name = "{0} both, {1} gained, {2} lost, {3} neither: {4}")
    @CsvSource(delimiter = '|', textBlock = """
            40   | 0  | 0  | 0   | INCONCLUSIVE | 40/40, was 40/40: +0.0 pp (95 % sure: at least -6.3 pp; lower by chance: p = 1.00), none lost, none gained
            30   | 1  | 5  | 4   | INCONCLUSIVE | 31/40, was 35/40: -10.0 pp (95 % sure: at least -21.6 pp; lower by chance: p = 0.11), 5 lost (mul-31, add-32, mul-33, ...), 1 gained (add-30)
            30   | 0  | 9  | 1   | FAIL         | 30/40, was 39/40: -22.5 pp (95 % sure: at least -34.9 pp; lower by chance: p = 0.0020), 9 lost (add-30, mul-31, add-32, ...), none gained
            1250 | 19 | 60 | 100 | FAIL         | 1269/1429, was 1310/1429: -2.9 pp (95 % sure: at least -3.9 pp; lower by chance: p < 0.0001), 60 lost (mul-1269, add-1270, mul-1271, ...), 19 gained (add-1250, mul-1251, add-1252, ...)
            300  | 3  | 3  | 50  | PASS         | 303/356, was 303/356: +0.0 pp (95 % sure: at least -1.4 pp; lower by chance: p = 0.66), 3 lost (mul-303, add-304, mul-305), 3 gained (add-300, mul-301, add-302)
            0    | 0  | 0  | 500 | PASS         | 0/500, was 0/500: +0.0 pp (95 % sure: at least -0.5 pp; lower by chance: p = 1.00), none lost, none gained
            """)
    void accuracyIsComparedQuestionByQuestion(
            int both, int gained, int lost, int neither, String verdict, String measured) {
        var judged = judge(noWorse(3), pairs(both, gained, lost, neither));

        assertThat(judged.verdict().word()).isEqualTo(verdict);
        assertThat(judged.measured()).isEqualTo(measured);
        assertThat(measured).contains(": " + judged.change().orElseThrow().amount() + " (");
        assertThat(judged.samples()).isEqualTo(both + gained + lost + neither);
    }

    @Test
    void aFailedComparisonSaysHowMuchOfTheLossIsBeyondTheMargin() {
        var change = judge(noWorse(3), pairs(30, 0, 9, 1)).change().orElseThrow();

        assertThat(change.allowed()).isEqualTo("-3 pp");
        assertThat(change.beyond()).contains("19.5 pp");
        assertThat(change.bound()).contains("-34.9 pp");
        assertThat(judge(noWorse(3), pairs(300, 3, 3, 50))
                        .change()
                        .orElseThrow()
                        .beyond())
                .isEmpty();
    }

    /** 20 of 667 are 2.9985 %. */
    @Test
    void aChangeShowsOnWhichSideOfTheMarginItLies() {
        var judged = judge(noWorse(3), pairs(640, 0, 20, 7));

        assertThat(judged.measured()).startsWith("640/667, was 660/667: -2.999 pp (");
        assertThat(judged.change().orElseThrow().amount()).isEqualTo("-2.999 pp");
    }

    @Test
    void aBoundShowsOnWhichSideOfTheMarginItLies() {
        var judged = judge(noWorse(21.6), pairs(30, 1, 5, 4));

        assertThat(judged.measured()).contains("(95 % sure: at least -21.59 pp; ");
        assertThat(judged.change().orElseThrow().bound()).hasValue("-21.59 pp");
    }

    /** Nine lost and none gained: p = 1 / 2^9. */
    @Test
    void theLevelItselfIsEnoughToShowALoss() {
        var pairs = PairedQuestions.of(
                IntStream.range(0, 40).mapToObj(RunSets::id).toList(),
                List.of(),
                pairs(30, 0, 9, 1).getFirst().first().orElseThrow(),
                pairs(30, 0, 9, 1).getLast().first().orElseThrow());
        var margin = new Margin.Points(0.03, "3 pp");

        assertThat(new NoWorseRule(margin, new Levels(0.95, 1 / 512.0), 1).verdict(pairs))
                .isEqualTo(new Fail());
        assertThat(new NoWorseRule(margin, new Levels(0.95, 1 / 513.0), 1).verdict(pairs))
                .isInstanceOf(Inconclusive.class);
    }

    @Test
    void lossBelowTheMarginPassesEvenIfItIsSureAndThatIsSaid() {
        var judged = judge(noWorse(3), pairs(3000, 20, 50, 100));

        assertThat(judged.verdict()).isEqualTo(new Pass());
        assertThat(judged.sentence())
                .isEqualTo(
                        "accuracy against bf16 3020/3170, was 3050/3170: -0.9 pp (95 % sure: at least -1.4 pp; lower by"
                                + " chance: p = 0.0002, so it is lower, but by less than the margin), 50 lost (add-3020, mul-3021,"
                                + " add-3022, ...), 20 gained (add-3000, mul-3001, add-3002, ...), margin 3 pp, 3170 questions");
    }

    @ParameterizedTest(name = "{0} both, {1} gained, {2} lost, {3} neither at {4} pp: {5}")
    @CsvSource({
        "40, 0, 0, 0, 3, 88",
        "40, 0, 0, 0, 5, 52",
        "30, 1, 5, 4, 3, 96",
        "35, 2, 2, 1, 3, 321",
        "33, 4, 2, 1, 3, 69"
    })
    void whatDoesNotDecideSaysHowManyQuestionsWould(
            int both, int gained, int lost, int neither, double margin, int needed) {
        assertThat(judge(noWorse(margin), pairs(both, gained, lost, neither)).verdict())
                .isEqualTo(open(lost > gained ? CHANCE : NOT_LOWER, needed));
    }

    @Test
    void whereNoNumberOfQuestionsWouldDecideItSaysSo() {
        assertThat(judge(recovery(95), pairs(95, 0, 5, 0)).verdict())
                .isEqualTo(new Inconclusive(
                        "the true ratio may be on either side of 95 %",
                        "If the shares of lost and gained questions stay as they are, no number of questions up to 1000000"
                                + " decides."));
    }

    @Test
    void moreLimitsMakeFailHarder() {
        var pair = pairs(30, 0, 9, 1);

        // p = 1 / 2^9 = 0.00195, and 0.01 / 6 = 0.00167
        assertThat(judge(noWorse(3), pair.getFirst(), pair.getLast(), 5).verdict())
                .isEqualTo(new Fail());
        assertThat(judge(noWorse(3), pair.getFirst(), pair.getLast(), 6).verdict())
                .isEqualTo(open(CHANCE, 42));
    }

    @Test
    void flipsAreListedByQuestion() {
        var flips = judge(noWorse(3), pairs(2, 1, 3, 1)).flips().orElseThrow();

        assertThat(flips)
                .isEqualTo(new Flips(
                        List.of("mul-03", "add-04", "mul-05"),
                        List.of("add-02"),
                        List.of(new Flips.Subject("other", 7, 3, 1))));
        assertThat(flips).hasToString("3 lost (mul-03, add-04, mul-05), 1 gained (add-02)");
    }

    @ParameterizedTest(name = "{0} both, {1} gained, {2} lost, {3} neither: {4}")
    @CsvSource(delimiter = '|', textBlock = """
            30   | 0  | 9  | 1   | INCONCLUSIVE | -22.5 pp (95 % sure: at least -44.6 pp; lower by chance: p = 0.0020)
            3000 | 20 | 50 | 100 | PASS         | -0.9 pp (95 % sure: at least -1.8 pp; lower by chance: p = 0.0002)
            100  | 4  | 4  | 12  | INCONCLUSIVE | +0.0 pp (95 % sure: at least -8.1 pp; lower by chance: p = 0.64)
            120  | 0  | 80 | 0   | FAIL         | -40.0 pp (95 % sure: at least -51.7 pp; lower by chance: p < 0.0001)
            """)
    void questionsInClustersAreJudgedByTheMoreCautiousBound(
            int both, int gained, int lost, int neither, String verdict, String change) {
        // Clusters of four: the sums of Liang and Zeger in NumPy, and scipy.stats.t.ppf with a degree of freedom less
        // than clusters
        var judged = clustered(noWorse(3), pairs(both, gained, lost, neither), both + gained + lost + neither);

        assertThat(judged.verdict().word()).isEqualTo(verdict);
        assertThat(judged.measured()).contains(": " + change + ", ");
    }

    @Test
    void clustersNeedMoreQuestions() {
        // The bound is 8.15 points away and may be 3: 120 (8.1467 / 3)² = 884.9
        assertThat(clustered(noWorse(3), pairs(100, 4, 4, 12), 120).verdict()).isEqualTo(open(NOT_LOWER, 885));
    }

    @Test
    void oneClusterSaysNothing() {
        var judged = clustered(noWorse(3), pairs(4, 0, 0, 0), 4);

        assertThat(judged.measured()).contains("at least -100.0 pp");
        assertThat(judged.verdict())
                .isEqualTo(new Inconclusive(
                        NOT_LOWER,
                        "If the shares of lost and gained questions stay as they are, no number of questions up to 1000000"
                                + " decides."));
    }

    @Test
    void questionsThatOneSideDidNotAnswerCannotBePaired() {
        var judged = judge(noWorse(3), answers("int4", "1-1-1"), answers("bf16", "111-0"), 1);

        assertThat(judged.verdict())
                .isEqualTo(new Unmeasured(
                        "of 4 questions 1 have no answer here and 0 have none in the reference, the first is [mul-01], and only"
                                + " pairs can be compared",
                        "Ask both sides the same questions, and see the traces of those without an answer."));
        assertThat(judged.measured()).isEqualTo("3/3, was 3/4");
    }

    @Test
    void questionThatNobodyAnsweredIsMissingToo() {
        assertThat(Comparison.judge(
                                noWorse(3),
                                answers("int4", "1-1"),
                                new Reference.Found(answers("bf16", "1-1"), false),
                                1,
                                questions(3, 1))
                        .verdict())
                .isEqualTo(new Unmeasured(
                        "of 3 questions 1 have no answer here and 1 have none in the reference, the first is [mul-01], and only"
                                + " pairs can be compared",
                        "Ask both sides the same questions, and see the traces of those without an answer."));
    }

    @Test
    void onlyTheQuestionsThatWereAskedAreCompared() {
        assertThat(Comparison.judge(
                                noWorse(3),
                                answers("int4", "10"),
                                new Reference.Found(answers("bf16", "1111"), false),
                                1,
                                questions(2, 1))
                        .measured())
                .startsWith("1/2, was 2/2: ");
    }

    @Test
    void withoutAnyAnswerItIsUnmeasured() {
        assertThat(judge(noWorse(3), answers("int4", ""), answers("bf16", ""), 1)
                        .verdict())
                .isEqualTo(new Unmeasured(
                        "no question was answered",
                        "Ask both sides the same questions, and see the traces of those without an answer."));
    }

    @Test
    void firstOfSeveralRunsIsComparedNeverTheBest() {
        var judged = judge(noWorse(3), answers("int4", "1100", "1111"), answers("bf16", "1110", "1111", "1100"), 1);

        assertThat(judged.measured())
                .startsWith("2/4, was 3/4: ")
                .endsWith(
                        ", 1 lost (add-02), none gained; 2 runs of the test scored 2 to 4; the first is compared; 3 runs of"
                                + " the reference scored 2 to 4; the first is compared");
    }

    @Test
    void runsThatDifferAsAWholeWidenBothBounds() {
        // In two of five runs the last ten questions are wrong: totals 40, 40, 40, 30, 30 have the variance 30; each of
        // the
        // ten questions has 0.3, together 3
        var all = "1".repeat(40);
        var ten = "1".repeat(30) + "0".repeat(10);
        var reference = answers("bf16", all, all, all, ten, ten);
        var alone = answers("bf16", all);
        var lost = answers("int4", "1".repeat(31) + "0".repeat(9));

        assertThat(RunDispersion.of(reference)).isEqualTo(new RunDispersion(5, 30, 40, 10));
        assertThat(judge(noWorse(3), lost, alone, 1).verdict()).isEqualTo(new Fail());
        assertThat(judge(noWorse(3), lost, reference, 1).verdict()).isInstanceOf(Inconclusive.class);
        assertThat(judge(noWorse(3), lost, reference, 1).measured())
                .endsWith(
                        "; 5 runs of the reference scored 30 to 40, 10.0 times the variance of independent answers; the first is"
                                + " compared");
        // Without a flip the bound is -6.34 points, times √10 -20.03
        assertThat(judge(noWorse(21), alone, reference, 1).verdict()).isEqualTo(new Pass());
        assertThat(judge(noWorse(20), alone, reference, 1).verdict()).isInstanceOf(Inconclusive.class);
        assertThat(judge(noWorse(20), alone, alone, 1).verdict()).isEqualTo(new Pass());
    }

    @Test
    void runsThatDifferNoMoreThanTheirQuestionsDoNotNarrowTheBounds() {
        // One question changes in each run: totals 3, 3, 3, 3, 3
        assertThat(RunDispersion.of(answers("bf16", "0111", "1011", "1101", "1110", "0111"))
                        .factor())
                .isEqualTo(1);
        assertThat(RunDispersion.of(answers("bf16", "0011", "1111", "0000", "1111")))
                .isEqualTo(new RunDispersion(4, 0, 4, 1));
    }

    @ParameterizedTest(name = "{0} both, {1} gained, {2} lost, {3} neither: {4}")
    @CsvSource(delimiter = '|', textBlock = """
            30   | 1  | 5  | 4   | INCONCLUSIVE | 31/40, was 35/40: 88.6 % of it (95 % sure: at least 75.7 %, 99 %: at most 107.8 %)
            1250 | 19 | 60 | 100 | PASS         | 1269/1429, was 1310/1429: 96.9 % of it (95 % sure: at least 95.7 %, 99 %: at most 98.4 %)
            30   | 0  | 9  | 1   | FAIL         | 30/40, was 39/40: 76.9 % of it (95 % sure: at least 64.3 %, 99 %: at most 90.8 %)
            """)
    void recoveryIsTheRatioOfTheTwoAccuracies(
            int both, int gained, int lost, int neither, String verdict, String measured) {
        var judged = judge(recovery(95), pairs(both, gained, lost, neither));

        assertThat(judged.verdict().word()).isEqualTo(verdict);
        assertThat(judged.measured()).startsWith(measured + ", ");
    }

    @Test
    void recoveryThatDoesNotDecideSaysHowManyQuestionsWould() {
        assertThat(judge(recovery(95), pairs(30, 1, 5, 4)).verdict())
                .isEqualTo(open("the true ratio may be on either side of 95 %", 216));
        assertThat(judge(recovery(95), pairs(30, 1, 5, 4)).sentence())
                .endsWith(
                        ", 5 lost (mul-31, add-32, mul-33, ...), 1 gained (add-30), allowed at least 95 %, 40 questions");
    }

    /** 0.9 of 0.95 is 94.7 %; its bound is that of the table above. */
    @Test
    void aJudgedRecoverySaysItsRatioAndWhatIsBelowTheMinimum() {
        var change = judge(recovery(95), pairs(30, 0, 9, 1)).change().orElseThrow();

        assertThat(change.amount()).isEqualTo("76.9 % of it");
        assertThat(change.beyond()).hasValue("18.1 pp");
        assertThat(change.bound()).hasValue("64.3 %");
    }

    /** The ratio is 1.027 and its bound 0.9331, with four times the variance 0.8392: 40 ((0.8392 - 1.027) / (0.95 - 1.027))² = 237.9. */
    @Test
    void runsThatDifferAsAWholeNeedMoreQuestionsForARecovery() {
        var pairs = PairedQuestions.of(
                IntStream.range(0, 40).mapToObj(RunSets::id).toList(),
                List.of(),
                pairs(36, 2, 1, 1).getFirst().first().orElseThrow(),
                pairs(36, 2, 1, 1).getLast().first().orElseThrow());
        var min = new Quantity(0.95, Unit.SHARE, "95 %");

        assertThat(new RecoveryRule(min, Levels.of(1), 1).verdict(pairs))
                .isEqualTo(open("the true ratio may be on either side of 95 %", 54));
        assertThat(new RecoveryRule(min, Levels.of(1), 4).verdict(pairs))
                .isEqualTo(open("the true ratio may be on either side of 95 %", 238));
    }

    @Test
    void recoveryOfNothingIsUnmeasured() {
        assertThat(judge(recovery(95), pairs(0, 3, 0, 5)).verdict())
                .isEqualTo(new Unmeasured(
                        "the reference has no right answer, so there is nothing to recover",
                        "Compare with another reference."));
    }

    @Test
    void recoveryOfQuestionsInClustersNeedsBothBounds() {
        assertThat(clustered(recovery(95), pairs(30, 0, 9, 1), 40).verdict())
                .isEqualTo(open(
                        "the true ratio may be on either side of 95 %, since questions of one cluster depend on each other",
                        151));
        assertThat(clustered(recovery(95), pairs(3000, 20, 50, 100), 3170).verdict())
                .isEqualTo(new Pass());
        assertThat(judge(recovery(95), pairs(1250, 19, 60, 100)).verdict()).isEqualTo(new Pass());
        assertThat(clustered(recovery(95), pairs(1250, 19, 60, 100), 1429).verdict())
                .isInstanceOf(Inconclusive.class);
    }

    @Test
    void flipsAreListedByTheFirstTag() {
        var pair = pairs(2, 1, 3, 1);
        var questions = List.of(
                question("add-00", List.of("arithmetic", "easy")),
                question("mul-01", List.of()),
                question("add-02", List.of("words")),
                question("mul-03", List.of("arithmetic")),
                question("add-04", List.of("words", "arithmetic")),
                question("mul-05", List.of()),
                question("add-06", List.of("words")));

        assertThat(Comparison.judge(
                                noWorse(3), pair.getFirst(), new Reference.Found(pair.getLast(), false), 1, questions)
                        .flips()
                        .orElseThrow()
                        .subjects())
                .containsExactly(
                        new Flips.Subject("arithmetic", 2, 1, 0),
                        new Flips.Subject("other", 2, 1, 0),
                        new Flips.Subject("words", 3, 1, 1));
    }

    private static Question question(String id, List<String> tags) {
        return new Question(id, "?", new Expected.Exact("!"), false, tags, Location.commandLine());
    }
}
