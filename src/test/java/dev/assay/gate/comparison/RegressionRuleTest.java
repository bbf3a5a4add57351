package dev.assay.gate.comparison;

import static dev.assay.gate.comparison.RunSets.off;
import static dev.assay.gate.comparison.RunSets.regression;
import static dev.assay.gate.comparison.RunSets.repeats;
import static dev.assay.gate.comparison.RunSets.spoilt;
import static dev.assay.gate.comparison.RunSets.starts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Inconclusive;
import dev.assay.gate.verdicts.Verdict.Pass;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.thresholds.Margin;
import dev.assay.starts.RunSet;
import dev.assay.stats.Uncertainty;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Changes and bounds agree with Python 3 and SciPy 1.17.1: scipy.stats.ttest_ind of the logarithms with equal_var=False for Welch, scipy.stats.t.ppf with the
 * pooled variance for the others; sign flips counted over all 2^n choices.
 */
class RegressionRuleTest {
    private static final String TPOT = "tpot.mean";
    private static final Margin THREE = new Margin(0.03, 0, "3 %");
    private static final Margin IGNORE = new Margin(0.015, 0, "1.5 %");
    private static final String SPREAD = "it may be worse by more than the margin, and it may not be worse at all";
    private static final String JOIN =
            "Measure it at several starts: with 'repeats' where Assay starts the server; for an endpoint restart the"
                    + " server, run again, and join the runs with -Dassay.join=runs/A,runs/B.";

    private static ComparedVerdict judge(RunSet mine, RunSet reference) {
        return judge(mine, reference, 1);
    }

    private static ComparedVerdict judge(RunSet mine, RunSet reference, int limits) {
        return Comparison.judge(
                regression(TPOT, THREE, IGNORE), mine, new Reference.Found(reference, false), limits, List.of());
    }

    private static ComparedVerdict paired(RunSet mine, RunSet reference) {
        return Comparison.judge(
                regression(TPOT, THREE, IGNORE), mine, new Reference.Found(reference, true), 1, List.of());
    }

    private static double[] values(String text) {
        return Stream.of(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    @ParameterizedTest(name = "{0}: {1} against {2} is {3}")
    @CsvSource(delimiter = '|', textBlock = """
            tpot.mean  | 46.3 46.1 46.5 45.9      | 44.1 43.8 44.3 43.9 44.0 | FAIL         | 46.199 ms, was 44.020 ms: +5.0 % (95 % sure: at most +5.7 %, 99 %: at least +3.8 %), 4 starts against 5
            tpot.mean  | 44.3 44.1 44.5 43.9      | 44.1 43.8 44.3 43.9 44.0 | PASS         | 44.199 ms, was 44.020 ms: +0.4 % (95 % sure: at most +1.1 %, 99 %: at least -0.7 %), 4 starts against 5
            tpot.mean  | 44.9 44.1 46.5 43.9      | 44.1 43.8 44.3 43.9 44.0 | INCONCLUSIVE | 44.838 ms, was 44.020 ms: +1.9 % (95 % sure: at most +5.0 %, 99 %: at least -3.9 %), 4 starts against 5
            output-tps | 44.1 43.8 44.3 43.9 44.0 | 46.3 46.1 46.5 45.9      | FAIL         | 44.020 tok/s, was 46.199 tok/s: -4.7 % (95 % sure: at least -5.4 %, 99 %: at most -3.7 %), 5 starts against 4
            output-tps | 46.3 46.1 46.5 45.9      | 44.1 43.8 44.3 43.9 44.0 | PASS         | 46.199 tok/s, was 44.020 tok/s: +5.0 % (95 % sure: at least +4.3 %, 99 %: at most +6.1 %), 4 starts against 5
            """)
    void startsAreComparedByWelchsTestOfTheirLogarithms(
            String figure, String here, String there, String verdict, String measured) {
        var judged = Comparison.judge(
                regression(figure, THREE, IGNORE),
                starts("now", figure, values(here)),
                new Reference.Found(starts("then", figure, values(there)), false),
                1,
                List.of());

        assertThat(judged.verdict().word()).isEqualTo(verdict);
        assertThat(judged.measured()).isEqualTo(measured);
        assertThat(judged.samples()).isEqualTo(values(here).length);
    }

    @Test
    void oneLineSaysWhatIsComparedByHowMuchAndOfHowManyStarts() {
        assertThat(judge(
                                starts("now", TPOT, 46.3, 46.1, 46.5, 45.9),
                                starts("then", TPOT, 44.1, 43.8, 44.3, 43.9, 44.0))
                        .sentence())
                .isEqualTo(
                        "tpot.mean against its baseline 46.199 ms, was 44.020 ms: +5.0 % (95 % sure: at most +5.7 %, 99 %: at"
                                + " least +3.8 %), margin 3 %, 4 starts against 5");
    }

    @Test
    void whatDoesNotDecideSaysHowManyStartsWould() {
        // Welch's bounds with 15 starts a side and the same two standard deviations: the first that are above 0
        assertThat(judge(
                                starts("now", TPOT, 44.9, 44.1, 46.5, 43.9),
                                starts("then", TPOT, 44.1, 43.8, 44.3, 43.9, 44.0))
                        .verdict())
                .isEqualTo(new Inconclusive(SPREAD, "If change and spread stay as they are, 15 starts a side decide."));
    }

    @Test
    void moreLimitsMakeFailHarderAndPassNoHarder() {
        var now = starts("now", TPOT, 46.3, 46.1, 46.5, 45.9);
        var then = starts("then", TPOT, 44.1, 43.8, 44.3, 43.9, 44.0);

        assertThat(judge(now, then, 6).measured()).contains("(95 % sure: at most +5.7 %, 99.83 %: at least +3.2 %)");
        assertThat(judge(now, then, 6).verdict()).isEqualTo(new Fail());
        assertThat(judge(now, then, 10_000).verdict())
                .isEqualTo(new Inconclusive(SPREAD, "If change and spread stay as they are, 5 starts a side decide."));
        assertThat(judge(starts("now", TPOT, 44.3, 44.1, 44.5, 43.9), then, 10_000)
                        .verdict())
                .isEqualTo(new Pass());
    }

    @Test
    void spreadsArePooledIfTheReferenceHasTenStarts() {
        var then = starts("then", TPOT, 44.1, 43.8, 44.3, 43.9, 44.0, 44.2, 43.7, 44.4, 44.0, 43.9);

        // Welch's test would say at most +5.6 % and at least +3.8 %
        assertThat(judge(starts("now", TPOT, 46.3, 46.1, 46.5, 45.9), then).measured())
                .isEqualTo(
                        "46.199 ms, was 44.029 ms: +4.9 % (95 % sure: at most +5.5 %, 99 %: at least +4.1 %), 4 starts against"
                                + " 10");
    }

    @Test
    void oneStartIsJudgedByTheSpreadOfTheReferenceAndSaysWhatItCanShow() {
        var judged = judge(starts("now", TPOT, 46.3), starts("then", TPOT, 44.1, 43.8, 44.3, 43.9, 44.0));

        assertThat(judged.verdict()).isEqualTo(new Fail());
        assertThat(judged.measured())
                .isEqualTo(
                        "46.300 ms, was 44.020 ms: +5.2 % (95 % sure: at most +6.3 %, 99 %: at least +3.3 %), 1 start against 5;"
                                + " the smallest change that one start shows is +1.8 %");
    }

    @Test
    void oneStartThatDoesNotDecideSaysHowManyWouldWithTheSpreadOfTheOtherSide() {
        var one = starts("now", TPOT, 44.9);
        var five = starts("then", TPOT, 44.1, 43.0, 45.3, 43.4, 44.6);

        assertThat(judge(one, five).verdict())
                .isEqualTo(new Inconclusive(SPREAD, "If change and spread stay as they are, 16 starts a side decide."));
        assertThat(judge(five, one).verdict())
                .isEqualTo(new Inconclusive(SPREAD, "If change and spread stay as they are, 3 starts a side decide."));
    }

    @Test
    void soManyStartsAsDidNotDecideAreNotEnough() {
        assertThat(Change.least(OptionalInt.of(3), OptionalInt.empty(), 5)).hasValue(6);
        assertThat(Change.least(OptionalInt.of(9), OptionalInt.of(7), 5)).hasValue(7);
    }

    @Test
    void equalMeansAreNotWorseWithoutAnySpread() {
        var equal = new double[] {44, 44};

        assertThat(Change.ofStarts(equal, equal, Levels.of(1)).isWorse()).isFalse();
    }

    /** All of seven pairs are worse: p = 1 / 2^7. */
    @Test
    void levelItselfIsEnoughToShowThatPairsAreWorse() {
        var now = new double[] {2, 3, 4, 5, 6, 7, 8};
        var then = new double[] {1, 1, 1, 1, 1, 1, 1};

        assertThat(Change.ofPairs(now, then, 1e-9, new Levels(0.95, 1 / 128.0)).isWorse())
                .isTrue();
        assertThat(Change.ofPairs(now, then, 1e-9, new Levels(0.95, 1 / 129.0)).isWorse())
                .isFalse();
    }

    @Test
    void oneStartAgainstOneIsInconclusive() {
        var judged = judge(starts("now", TPOT, 46.3), starts("then", TPOT, 44.1));

        assertThat(judged.verdict())
                .isEqualTo(new Inconclusive("one start against one says nothing of another start", JOIN));
        assertThat(judged.measured()).isEqualTo("46.300 ms, was 44.100 ms: +5.0 % (not bounded), 1 start against 1");
    }

    @Test
    void repeatsOfOneStartAreOneStart() {
        var judged = judge(repeats("now", "10:00", TPOT, 46.3, 46.1, 46.5), starts("then", TPOT, 44.1));

        assertThat(judged.verdict())
                .isEqualTo(new Inconclusive(
                        "the repeats are of one start of the server, as far as is known, and one start against one says"
                                + " nothing of another start",
                        JOIN));
        assertThat(judged.measured()).endsWith("1 start (3 repeats) against 1");
        assertThat(judged.samples()).isEqualTo(1);
    }

    @Test
    void repeatsOfAServerWhoseStartIsNotKnownAreOneStart() {
        assertThat(judge(
                                repeats("now", null, TPOT, 46.3, 46.1, 46.5),
                                starts("then", TPOT, 44.1, 43.8, 44.3, 43.9, 44.0))
                        .measured())
                .contains(", 1 start (3 repeats) against 5;");
    }

    @Test
    void twoSidesOfOneStartSayNothing() {
        assertThat(judge(repeats("now", "10:00", TPOT, 46.3), repeats("then", "10:00", TPOT, 44.1, 44.2))
                        .verdict())
                .isEqualTo(new Inconclusive(
                        "both sides were measured at the same start of the server (10:00), so nothing is known of another"
                                + " start",
                        "Restart the server, and measure it again."));
    }

    @Test
    void pairsAreComparedByTheExactSignFlipTest() {
        var judged = paired(
                starts("now", TPOT, 46.3, 46.1, 46.5, 45.9, 46.3, 46.1, 46.5, 45.9),
                starts("then", TPOT, 44.1, 43.8, 44.3, 43.9, 44.0, 44.1, 43.8, 44.3));

        // p = 1 / 2^8 = 0.0039
        assertThat(judged.verdict()).isEqualTo(new Fail());
        assertThat(judged.measured())
                .isEqualTo(
                        "46.199 ms, was 44.037 ms: +4.9 % (95 % sure: at most +5.4 %, 99 %: at least +4.1 %), 8 pairs");
    }

    @Test
    void pairsThatDoNotDifferPass() {
        assertThat(paired(
                                starts("now", TPOT, 44.1, 43.8, 44.3, 43.9, 44.0, 44.1, 43.8, 44.3),
                                starts("then", TPOT, 44.3, 43.8, 44.1, 44.0, 43.9, 44.3, 43.8, 44.1))
                        .measured())
                .isEqualTo(
                        "44.037 ms, was 44.037 ms: +0.0 % (95 % sure: at most +0.2 %, 99 %: at least -0.5 %), 8 pairs");
    }

    @Test
    void tooFewPairsNeverShowAChange() {
        var judged = paired(starts("now", TPOT, 46.3, 46.3, 46.3), starts("then", TPOT, 44.1, 44.1, 44.1));

        // 1 / 2^3 is above 0.01, 1 / 2^7 is not
        assertThat(judged.verdict())
                .isEqualTo(new Inconclusive(SPREAD, "If change and spread stay as they are, 7 pairs decide."));
        assertThat(paired(starts("now", TPOT, 46.3), starts("then", TPOT, 44.1)).verdict())
                .isEqualTo(new Inconclusive(SPREAD, "Measure at least 7 pairs: fewer never show a change."));
    }

    @Test
    void differencesBelowANanosecondAreNone() {
        var judged = paired(
                starts("now", TPOT, 44.1000001, 44.1000001, 44.1000001, 44.1000001, 44.1000001, 44.1000001, 44.1000001),
                starts("then", TPOT, 44.1, 44.1, 44.1, 44.1, 44.1, 44.1, 44.1));

        assertThat(judged.verdict()).isEqualTo(new Pass());
        assertThat(judged.measured()).contains(": +0.0 % (95 % sure: at most +0.0 %, 99 %: at least +0.0 %)");
    }

    @Test
    void pairWithASpoiltHalfIsLeftOut() {
        var judged = paired(
                spoilt(starts("now", TPOT, 46.3, 1000, 46.5, 45.9, 46.3, 46.1, 46.5, 45.9), 1, "the server died"),
                starts("then", TPOT, 44.1, 43.8, 44.3, 43.9, 44.0, 44.1, 43.8, 44.3));

        assertThat(judged.verdict()).isEqualTo(new Fail());
        assertThat(judged.measured()).endsWith(", 7 pairs; 2 left out");
        assertThat(paired(
                                starts("now", TPOT, 46.3, 46.1, 46.5, 45.9, 46.3, 46.1, 46.5, 45.9),
                                spoilt(
                                        starts("then", TPOT, 44.1, 43.8, 44.3, 43.9, 44.0, 44.1, 43.8, 44.3),
                                        2,
                                        "the server died"))
                        .measured())
                .endsWith(", 7 pairs; 2 left out");
    }

    @Test
    void pairsOfRepeatsOfOneStartAreNoPairs() {
        assertThat(paired(
                                repeats("now", "10:00", TPOT, 46.3, 46.1, 46.5, 45.9, 46.3, 46.1, 46.5),
                                repeats("then", "10:05", TPOT, 44.1, 43.8, 44.3, 43.9, 44.0, 44.1, 43.8))
                        .verdict())
                .isEqualTo(new Inconclusive(
                        "the repeats are of one start of the server, as far as is known, and one start against one says"
                                + " nothing of another start",
                        JOIN));
    }

    @Test
    void spoiltStartIsLeftOutAndCounted() {
        assertThat(judge(
                                spoilt(starts("now", TPOT, 46.3, 46.1, 1000, 46.5, 45.9), 2, "the server died"),
                                starts("then", TPOT, 44.1, 43.8, 44.3, 43.9, 44.0))
                        .measured())
                .endsWith(", 4 starts against 5; 1 left out");
    }

    @ParameterizedTest(name = "margin {0} {1}, ignore {2} {3}")
    @CsvSource({
        "0.03, 0, 0, 0, FAIL",
        "0.03, 0.6, 0, 0, PASS",
        "0.03, 0.2, 0, 0, FAIL",
        "0.07, 0.2, 0, 0, PASS",
        "0.054, 0, 0, 0.51, INCONCLUSIVE",
        "0.054, 0, 0.051, 0.01, INCONCLUSIVE"
    })
    void largerOfBothMarginsHoldsForPassAndForFail(
            double margin, double absolute, double ignore, double absoluteIgnore, String verdict) {
        // 10.5 ms against 10 ms: +5.0 %, with Welch's bounds +4.5 % and +5.5 %
        var judged = Comparison.judge(
                regression(
                        TPOT,
                        new Margin(margin, absolute, "margin"),
                        new Margin(ignore, absoluteIgnore, "1 % or 1 ms")),
                starts("now", TPOT, 10.46, 10.5, 10.54),
                new Reference.Found(starts("then", TPOT, 9.97, 10, 10.03), false),
                1,
                List.of());

        assertThat(judged.verdict().word()).isEqualTo(verdict);
    }

    @Test
    void changeThatIsIgnoredIsNoFailureHoweverSureItIs() {
        var judged = Comparison.judge(
                regression(TPOT, new Margin(0.054, 0, "5.4 %"), new Margin(0.051, 0, "5.1 %")),
                starts("now", TPOT, 10.46, 10.5, 10.54),
                new Reference.Found(starts("then", TPOT, 9.97, 10, 10.03), false),
                1,
                List.of());

        assertThat(judged.verdict())
                .isEqualTo(new Inconclusive(
                        "it is worse, but by no more than is ignored (5.1 %), and perhaps by more than the margin",
                        "If change and spread stay as they are, 6 starts a side decide."));
    }

    @Test
    void figureThatCanBeZeroIsComparedAsItIs() {
        var judged = Comparison.judge(
                regression("failed-share", new Margin(0, 0.02, "2 pp"), Margin.NONE),
                starts("now", "failed-share", 0.05, 0.06, 0.07),
                new Reference.Found(starts("then", "failed-share", 0, 0, 0), false),
                1,
                List.of());

        // mean 6 points, sd 1, of 3 against 0: t(0.95, 2) = 2.920 and t(0.99, 2) = 6.965, times 1 / √3
        assertThat(judged.verdict()).isEqualTo(new Fail());
        assertThat(judged.measured())
                .isEqualTo(
                        "6.0 %, was 0.0 %: +6.0 pp (95 % sure: at most +7.7 pp, 99 %: at least +2.0 pp), 3 starts against 3");
    }

    @Test
    void partOfZeroIsNoMargin() {
        assertThat(Comparison.judge(
                                regression("preemptions", THREE, IGNORE),
                                starts("now", "preemptions", 0, 0),
                                new Reference.Found(starts("then", "preemptions", 0, 0), false),
                                1,
                                List.of())
                        .verdict())
                .isEqualTo(new Inconclusive(
                        "the reference is 0, and a part of 0 is 0", "Write the margin as an amount: '3 % or ...'."));
    }

    @Test
    void withoutAnySpreadEqualMeansAreEqualAndOthersAreADifference() {
        assertThat(judge(starts("now", TPOT, 44, 44), starts("then", TPOT, 44, 44))
                        .verdict())
                .isEqualTo(new Pass());
        assertThat(judge(starts("now", TPOT, 46, 46), starts("then", TPOT, 44, 44))
                        .verdict())
                .isEqualTo(new Fail());
        assertThat(judge(starts("now", TPOT, 46, 46), starts("then", TPOT, 44, 44))
                        .measured())
                .isEqualTo(
                        "46.000 ms, was 44.000 ms: +4.5 % (95 % sure: at most +4.5 %, 99 %: at least +4.5 %), 2 starts against"
                                + " 2");
    }

    @ParameterizedTest(name = "{0} ms below and {1} ms above: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            0    | 0   | FAIL
            0.2  | 0   | FAIL
            1    | 1   | UNMEASURED
            1.1  | 0   | FAIL
            1.2  | 0   | UNMEASURED
            0    | 9   | UNMEASURED
            100  | 0   | UNMEASURED
            """)
    void failStandsOnlyIfItStandsWhereverTheTrueValuesLie(double below, double above, String verdict) {
        var mine = starts("now", TPOT, 46.3, 46.1, 46.5, 45.9);
        var then = starts("then", TPOT, 44.1, 43.8, 44.3, 43.9, 44.0);

        assertThat(judge(off(mine, new Uncertainty(below, 0)), off(then, new Uncertainty(0, above)))
                        .verdict()
                        .word())
                .isEqualTo(verdict);
    }

    @Test
    void unmeasuredSaysWhatTheChangeCanBeAndWhoseValuesAreOff() {
        var mine = off(starts("now", TPOT, 46.3, 46.1, 46.5, 45.9), new Uncertainty(1.5, 0));
        var then = starts("then", TPOT, 44.1, 43.8, 44.3, 43.9, 44.0);

        // 44.7 / 44.02
        assertThat(judge(mine, then).verdict())
                .isEqualTo(new Unmeasured(
                        "the measured values may be off, most of all in now 1: the change can be as good as +1.5 %, which would"
                                + " get PASS",
                        "See the audits of that measurement."));
    }

    @Test
    void withoutABoundAVerdictStandsOnlyOnTheOtherSide() {
        var up = new Uncertainty(0, Double.POSITIVE_INFINITY);
        var down = new Uncertainty(Double.POSITIVE_INFINITY, 0);
        var slow = starts("now", TPOT, 46.3, 46.1, 46.5, 45.9);
        var same = starts("now", TPOT, 44.3, 44.1, 44.5, 43.9);
        var then = starts("then", TPOT, 44.1, 43.8, 44.3, 43.9, 44.0);

        assertThat(judge(off(slow, up), then).verdict()).isEqualTo(new Fail());
        assertThat(judge(slow, off(then, down)).verdict()).isEqualTo(new Fail());
        assertThat(judge(off(same, down), then).verdict()).isEqualTo(new Pass());
        assertThat(judge(same, off(then, up)).verdict()).isEqualTo(new Pass());
        assertThat(judge(off(same, up), then).verdict())
                .isEqualTo(new Unmeasured(
                        "nothing says how bad the change can be, most of all because of now 1",
                        "See the audits of that measurement."));
        assertThat(judge(slow, off(then, up)).verdict())
                .isEqualTo(new Unmeasured(
                        "nothing says how good the change can be, most of all because of then 1",
                        "See the audits of that measurement."));
    }

    @Test
    void startWithoutAValueIsNamed() {
        var then = starts("then", TPOT, 44.1, 43.8);

        assertThat(judge(starts("now", "ttft.mean", 44.1, 43.8), then).verdict())
                .isEqualTo(new Unmeasured("'tpot.mean' has no value here in now 1", "See that measurement's traces."));
        assertThat(judge(then, starts("now", "ttft.mean", 44.1, 43.8)).sentence())
                .isEqualTo(
                        "tpot.mean against baseline has no value: 'tpot.mean' has no value in the reference in now 1. See that"
                                + " measurement's traces.");
    }

    @Test
    void withoutAReferenceOrASoundStartItIsUnmeasured() {
        var mine = starts("now", TPOT, 44.1, 43.8);

        assertThat(Comparison.judge(
                                regression(TPOT, THREE, IGNORE),
                                mine,
                                new Reference.Missing("no baseline is stored", "Store one."),
                                1,
                                List.of())
                        .sentence())
                .isEqualTo("tpot.mean against baseline not compared: no baseline is stored. Store one.");
        assertThat(judge(spoilt(starts("now", TPOT, 44.1), 0, "the server died"), mine)
                        .verdict())
                .isEqualTo(new Unmeasured(
                        "no measurement of the test (now) can be used: now 1: the server died", "Measure it again."));
        assertThat(judge(mine, new RunSet("then", List.of())).verdict())
                .isEqualTo(new Unmeasured("no measurement of the reference (then) can be used", "Measure it again."));
    }
}
