package dev.assay.proposals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.outlook.LimitOutlook;
import dev.assay.plan.limits.LimitOrigin;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.stats.Sample;
import dev.assay.testing.Plans;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Limits are SciPy 1.17.1's: {@code mean ± t.isf(0.01 / limits, 4) * sd * sqrt(1 + 1/5)}, for the mean and the standard deviation that the file has. */
class LimitProposalsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 29);
    private static final Limit TPOT = Plans.max("tpot.mean", 94, Unit.MILLISECONDS, "94 ms");

    private static Proposal proposal(Limit limit, int limits, double... values) {
        return LimitProposals.of(limit, upper -> new RunValues.Known(Sample.of(values), List.of()), runs(limits));
    }

    private static RunsOfTest runs(int limits) {
        return new RunsOfTest(limits, 0.01, DAY, "AMD EPYC");
    }

    private static Proposal ofQuestions(Limit limit, int limits, List<Integer> byQuestion, double... values) {
        return LimitProposals.of(limit, upper -> new RunValues.Known(Sample.of(values), byQuestion), runs(limits));
    }

    private static String bound(Proposal proposal) {
        return switch (proposal) {
            case Proposal.Proposed proposed -> proposed.bound().toString();
            case Proposal.Nothing nothing -> nothing.reason();
        };
    }

    private static LimitOrigin.Runs from(Proposal proposal) {
        return ((Proposal.Proposed) proposal).origin().from().orElseThrow();
    }

    /** 44.14 + 5.6599 · 0.41 = 46.46, with the mean and sd of the values, 44.14 and 0.4037, in the digits of the file. */
    @Test
    void putsAMaximumAboveTheMeanAndSaysWhereItComesFrom() {
        assertThat(proposal(TPOT, 3, 43.6, 44.0, 44.1, 44.3, 44.7))
                .isEqualTo(new Proposal.Proposed(
                        TPOT,
                        new Bound.Max(new Quantity(46.5, Unit.MILLISECONDS, "46.5 ms")),
                        new LimitOrigin(
                                Optional.of(new LimitOrigin.Runs(
                                        44.14, 0.41, List.of(), 5, 0.01, DAY, Optional.of("AMD EPYC"))),
                                Optional.of(LocalDate.of(2027, 2, 27)))));
    }

    /** Of one limit alone the factor is t.isf(0.01, 4) √1.2 = 4.1046: 44.14 + 4.1046 · 0.41 = 45.82. */
    @Test
    void givesATestWithFewerLimitsCloserOnes() {
        assertThat(bound(proposal(TPOT, 1, 43.6, 44.0, 44.1, 44.3, 44.7))).isEqualTo("at most 45.9 ms");
    }

    /** 0.4024 − 5.6599 · 0.0060 = 0.3684. */
    @Test
    void putsAMinimumBelowTheMean() {
        var qps = Plans.min("qps", 0.2, Unit.PER_SECOND, "0.2/s");

        assertThat(bound(proposal(qps, 3, 0.402, 0.398, 0.405, 0.411, 0.396))).isEqualTo("at least 0.368/s");
    }

    /** 2615.2 + 5.6599 · 150 = 3464.2; 1.22 + 4.1046 · 0.20 = 2.04; 0.6 + 4.1046 · 0.90 = 4.29. */
    @Test
    void writesAsManyDigitsAsTheSpreadIsWorth() {
        var ttft = Plans.max("ttft.mean", 1, Unit.MILLISECONDS, "1 ms");
        var failed = Plans.max("failed-share", 0.5, Unit.SHARE, "50 %");
        var preemptions = Plans.max("preemptions", 9, Unit.COUNT, "9");

        var long1 = proposal(ttft, 3, 2616, 2800, 2500, 2450, 2710);
        assertThat(bound(long1)).isEqualTo("at most 3470 ms");
        assertThat(from(long1).mean()).isEqualTo(2615.2);
        assertThat(from(long1).sd()).isEqualTo(150);
        var share = proposal(failed, 1, 0.011, 0.013, 0.012, 0.010, 0.015);
        assertThat(bound(share)).isEqualTo("at most 2.1 %");
        assertThat(from(share).mean()).isEqualTo(0.0122);
        assertThat(from(share).sd()).isEqualTo(0.002);
        assertThat(bound(proposal(preemptions, 1, 0, 1, 0, 2, 0))).isEqualTo("at most 5");
    }

    @Test
    void makesALimitOfTheBetterSideOutOfOneToCalibrate() {
        assertThat(bound(proposal(Plans.calibrate("tpot.mean"), 3, 43.6, 44.0, 44.1, 44.3, 44.7)))
                .isEqualTo("at most 46.5 ms");
        assertThat(bound(proposal(Plans.calibrate("qps"), 3, 0.402, 0.398, 0.405, 0.411, 0.396)))
                .isEqualTo("at least 0.368/s");
        assertThat(bound(proposal(Plans.calibrate("cached-share"), 3, 0.1, 0.2, 0.3)))
                .isEqualTo("neither more nor less of it is better: write 'between: [low, high]'");
    }

    /** What the file says must not warn about the limit that came with it. */
    @Test
    void proposesALimitThatKeepsTheRateWithTheDigitsOfTheFile() {
        for (var i = 1; i < 200; i++) {
            var proposed = (Proposal.Proposed)
                    proposal(TPOT, 2, 40 + i * 0.137, 41 - i * 0.011, 42.5 + (i % 7) * 0.3, 39.99 + i * 0.003, 41);

            assertThat(LimitOutlook.of(proposed.written()).orElseThrow().chance())
                    .isBetween(0.003, 0.005);
        }
    }

    /** The questions alone allow 51: the golden script of RepeatedAnswers gives P(next run < 51) = 0.30 %. The runs: 53.4 − 5.0435 · 0.55 = 50.6. */
    @Test
    void countsTheQuestionsOfAnEvalset() {
        var accuracy = Plans.calibrate("accuracy");
        var proposal = ofQuestions(accuracy, 2, List.of(45, 2, 0, 0, 0, 53), 0.53, 0.54, 0.54, 0.53, 0.53);

        assertThat(bound(proposal)).isEqualTo("at least 50/100");
        assertThat(from(proposal).mean()).isEqualTo(0.534);
        assertThat(from(proposal).sd()).isEqualTo(0.0055);
        assertThat(from(proposal).byQuestion()).containsExactly(45, 2, 0, 0, 0, 53);
    }

    /** P(next run < 51) = 0.46 % and P(next run < 52) = 2.7 %, by the same script. */
    @Test
    void leavesRoomForQuestionsThatNeverChanged() {
        assertThat(bound(ofQuestions(
                        Plans.calibrate("accuracy"), 1, List.of(47, 0, 0, 0, 0, 53), 0.53, 0.53, 0.53, 0.53, 0.53)))
                .isEqualTo("at least 51/100");
        assertThat(bound(ofQuestions(
                        Plans.max("truncated", 0.07, Unit.SHARE, "7/100"),
                        1,
                        List.of(97, 0, 0, 0, 0, 3),
                        0.03,
                        0.03,
                        0.03,
                        0.03,
                        0.03)))
                .isEqualTo("at most 5/100");
    }

    @Test
    void proposesNothingWhereALimitIsARule() {
        assertThat(bound(proposal(Plans.max("failed", 0, Unit.COUNT, "0"), 1, 0, 1, 2)))
                .isEqualTo("it allows none, which is a rule and no measurement");
        assertThat(bound(proposal(Plans.min("accuracy", 1, Unit.SHARE, "100 %"), 1, 0.9, 0.8, 0.7)))
                .isEqualTo("it asks for all, which is a rule and no measurement");
    }

    @Test
    void proposesNothingForALimitWithTwoEnds() {
        var range = Plans.between("tpot.mean", 40, 48, Unit.MILLISECONDS, "40 ms", "48 ms");

        assertThat(bound(proposal(range, 1, 41, 42, 43))).isEqualTo("'between' has two ends: write them by hand");
    }

    @Test
    void proposesNothingFromRunsThatAreAllAlikeOrTooDifferent() {
        assertThat(bound(proposal(TPOT, 1, 44, 44, 44)))
                .isEqualTo("all 3 runs gave 44.000 ms, and without a spread no limit follows: write it by hand");
        assertThat(bound(proposal(Plans.calibrate("qps"), 3, 0.3, 0.9, 0.1, 1.2, 0.6)))
                .isEqualTo(
                        "the runs differ by so much that it would be at zero, where nothing misses it: mean 0.620/s, sd"
                                + " 0.45/s. Measure more often or longer");
        assertThat(bound(ofQuestions(Plans.calibrate("accuracy"), 1, List.of(0, 4, 4, 0), 0.125, 0.875, 0.5)))
                .isEqualTo("the runs differ by so much that nothing would miss it. Ask more questions");
    }

    @Test
    void passesOnWhyARunHasNoValue() {
        assertThat(bound(LimitProposals.of(TPOT, upper -> new RunValues.Unknown("repeat 2 has none"), runs(1))))
                .isEqualTo("repeat 2 has none");
    }
}
