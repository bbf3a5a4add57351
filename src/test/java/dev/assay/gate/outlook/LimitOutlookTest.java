package dev.assay.gate.outlook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.limits.LimitOrigin;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The chances and changes are SciPy 1.17.1's, with {@code s = sd * sqrt(1 + 1/5)}: {@code t.sf((limit - mean) / s, 4)}, {@code t.isf(.05, 4) * s}. */
class LimitOutlookTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 29);

    private static LimitOrigin.Runs runs(double mean, double sd, Integer... byQuestion) {
        return new LimitOrigin.Runs(mean, sd, List.of(byQuestion), 5, 0.01, DAY, Optional.empty());
    }

    private static Limit tpot(double max, double sd) {
        return Plans.from(Plans.max("tpot.mean", max, Unit.MILLISECONDS, max + " ms"), runs(44.1, sd));
    }

    private static String sentence(Limit limit) {
        return LimitOutlook.of(limit).orElseThrow().sentence();
    }

    @Test
    void saysHowOftenChanceMissesAMaximumAndWhichIncreaseItSees() {
        assertThat(sentence(tpot(45.1, 0.43)))
                .isEqualTo("slack of 2.3 sd, from 5 runs: fails by chance in 1 of 20; sees a change of 2.004 ms (4.5 %)"
                        + " in 95 of 100 runs");
    }

    @Test
    void saysTheSameOfAMinimum() {
        assertThat(sentence(Plans.from(Plans.min("qps", 0.35, Unit.PER_SECOND, "0.35/s"), runs(0.4, 0.01))))
                .isEqualTo(
                        "slack of 5.0 sd, from 5 runs: fails by chance in 1 of 194; sees a change of 0.073/s (18.3 %)"
                                + " in 95 of 100 runs");
    }

    @Test
    void countsBothEndsOfARange() {
        var range = Plans.between("tpot.mean", 40, 48, Unit.MILLISECONDS, "40 ms", "48 ms");

        assertThat(sentence(Plans.from(range, runs(44.1, 1.5))))
                .isEqualTo(
                        "slack of 2.6 sd above and 2.7 sd below, from 5 runs: fails by chance in 1 of 14; sees a change of 7.603 ms (17.2 %)"
                                + " in 95 of 100 runs");
    }

    /**
     * The golden script of RepeatedAnswers gives P(next run < 52) = 1/56.4 and P(next run < 52 + 4) > 0.95 for these questions; t.sf((0.534 - 0.5) / s, 4) is
     * 1/411.9.
     */
    @Test
    void takesWhatTheQuestionsSayOrWhatTheRunsSayWhicheverIsMore() {
        var runsAlike = runs(0.534, 0, 45, 2, 0, 0, 0, 53);
        var runsApart = runs(0.534, 0.0055, 45, 2, 0, 0, 0, 53);

        assertThat(sentence(Plans.from(Plans.min("accuracy", 0.52, Unit.SHARE, "52/100"), runsAlike)))
                .isEqualTo(
                        "slack of 1.4 questions, from 5 runs: fails by chance in 1 of 56; sees a change of 4.0 points"
                                + " in 95 of 100 runs");
        assertThat(sentence(Plans.from(Plans.min("accuracy", 0.5, Unit.SHARE, "50/100"), runsApart)))
                .isEqualTo(
                        "slack of 3.4 questions, from 5 runs: fails by chance in 1 of 412; sees a change of 6.0 points"
                                + " in 95 of 100 runs");
    }

    /** At most 48 of 100 that count are at least 52 of 100 that do not. */
    @Test
    void countsTheOtherQuestionsWhereFewShouldCount() {
        assertThat(sentence(Plans.from(
                        Plans.max("truncated", 0.48, Unit.SHARE, "48/100"), runs(0.466, 0, 53, 0, 0, 0, 2, 45))))
                .isEqualTo(
                        "slack of 1.4 questions, from 5 runs: fails by chance in 1 of 56; sees a change of 4.0 points"
                                + " in 95 of 100 runs");
    }

    @Test
    void saysNothingOfALimitWithoutRunsOrWithRunsThatAreAllAlike() {
        assertThat(LimitOutlook.of(Plans.max("tpot.mean", 45, Unit.MILLISECONDS, "45 ms")))
                .isEmpty();
        assertThat(LimitOutlook.of(tpot(45, 0))).isEmpty();
    }

    /** t.sf(1.8 / s, 4) is 0.94 %, and t.sf(1.7 / s, 4) is 1.13 %. */
    @Test
    void warnsOnlyIfChanceMissesItMoreOftenThanItsFileAllows() {
        assertThat(LimitOutlook.of(tpot(45.9, 0.43)).flatMap(LimitOutlook::warning))
                .isEmpty();
        assertThat(LimitOutlook.of(tpot(45.8, 0.43))
                        .flatMap(LimitOutlook::warning)
                        .orElseThrow()
                        .toString())
                .isEqualTo(
                        "thresholds.yaml:30:9: 'tpot.mean' at most 45.8 ms will flake: slack of 4.0 sd, from 5 runs: fails"
                                + " by chance in 1 of 89, and at most 1 of 100 is meant. Leave more room, or compute it again with"
                                + " -Dassay.calibrate.");
    }

    /** The file allows 1 %. */
    @Test
    void allowsTheChanceOfItsFileItself() {
        var origin = runs(44.1, 0.43);

        assertThat(new LimitOutlook(tpot(45.9, 0.43), origin, "4.2 sd", 0.01, 2).warning())
                .isEmpty();
        assertThat(new LimitOutlook(tpot(45.9, 0.43), origin, "4.2 sd", 0.0101, 2).warning())
                .isPresent();
    }

    /** 0.58 · 50 is 28.999999999999996 in doubles. */
    @Test
    void countsAShareThatRoundingPutsBesideAWholeNumberAsThatNumber() {
        var fifty = List.of(20, 30);

        assertThat(new CountedQuestions(fifty, false).leastWithRoom(0.58)).isEqualTo(29);
        assertThat(new CountedQuestions(fifty, false).least(0.58)).isEqualTo(29);
        assertThat(new CountedQuestions(fifty, true).leastWithRoom(0.58)).isEqualTo(21);
        assertThat(new CountedQuestions(fifty, true).least(0.58)).isEqualTo(21);
        // Half a question of room.
        assertThat(new CountedQuestions(fifty, false).leastWithRoom(0.57)).isEqualTo(28);
        assertThat(new CountedQuestions(fifty, true).leastWithRoom(0.57)).isEqualTo(21);
    }

    @Test
    void saysChancesAsPeopleSayThem() {
        assertThat(LimitOutlook.oneOf(0.6)).isEqualTo("more than half of the runs");
        assertThat(LimitOutlook.oneOf(0.5)).isEqualTo("1 of 2");
        assertThat(LimitOutlook.oneOf(0.01)).isEqualTo("1 of 100");
        assertThat(LimitOutlook.oneOf(1e-4)).isEqualTo("1 of 10000");
        assertThat(LimitOutlook.oneOf(1e-5)).isEqualTo("fewer than 1 of 10000");
        assertThat(LimitOutlook.oneOf(0)).isEqualTo("fewer than 1 of 10000");
    }

    @Test
    void remindsOfAReviewOnceItsDayHasPassed() {
        var limit = Plans.with(
                Plans.max("tpot.mean", 45, Unit.MILLISECONDS, "45 ms"),
                new LimitOrigin(Optional.empty(), Optional.of(DAY)));
        var plan = Plans.plan(Plans.loadTest(2, 3, limit));

        assertThat(DueReviews.of(plan, DAY)).isEmpty();
        assertThat(DueReviews.of(plan, DAY.plusDays(1)))
                .extracting(Object::toString)
                .containsExactly("thresholds.yaml:30:9: 'tpot.mean' at most 45 ms is due for a review since 2026-11-29."
                        + " Compute it again with -Dassay.calibrate, or set a later 'review-after'.");
    }
}
