package dev.assay.gate.comparison;

import dev.assay.gate.verdicts.Verdict;
import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Pass;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Bound;
import dev.assay.starts.RunSet;
import dev.assay.stats.MeanDifference;
import dev.assay.stats.UnpairedProportions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Judges accuracy against a published score, of which no single answers are known. PASS: the lower bound of Miettinen and Nurminen is above the negative
 * margin. Else FAIL: their upper bound, at the level of FAIL, is below 0. Else INCONCLUSIVE. Where questions share clusters, or runs as a whole differ more
 * than their questions explain, the more cautious bound decides.
 */
final class PublishedScoreRule {
    private final Bound.NoWorseThanScore bound;
    private final Levels levels;
    private final UnpairedProportions shares;
    private final Optional<MeanDifference> clustered;
    private final double inflation;

    private PublishedScoreRule(
            Bound.NoWorseThanScore bound,
            Levels levels,
            UnpairedProportions shares,
            Optional<MeanDifference> clustered,
            double inflation) {
        this.bound = bound;
        this.levels = levels;
        this.shares = shares;
        this.clustered = clustered;
        this.inflation = inflation;
    }

    static ComparedVerdict judge(
            Limit limit, Bound.NoWorseThanScore bound, RunSet mine, Levels levels, List<Question> questions) {
        var now = mine.first().orElseThrow();
        var ids = PairedQuestions.ids(questions, now, now);
        var unpaired = PairedQuestions.unpaired(ids, now, now);
        var score = "a score of " + bound.score() + " of " + bound.n() + " questions";
        if (unpaired.isPresent() || ids.isEmpty()) {
            return Texts.unmeasured(
                    limit,
                    new Unmeasured(
                            unpaired.map(missing ->
                                            missing.here() + " of " + missing.of() + " questions have no answer")
                                    .orElse("no question was answered"),
                            "See their traces."),
                    now.right() + "/" + now.answers().size() + ", compared with " + score);
        }
        var outcomes = PairedQuestions.of(ids, questions, now, now);
        var runs = RunDispersion.of(mine);
        var rule = of(bound, levels, outcomes, runs.factor(), right(outcomes));
        var text = right(outcomes) + "/" + outcomes.size() + ", compared with " + score + ": " + rule.change()
                + ", unpaired"
                + runs.text("the test").map(said -> "; " + said).orElse("");
        return new ComparedVerdict(
                rule.verdict(),
                text,
                outcomes.size(),
                Optional.empty(),
                Optional.of(rule.judged(right(outcomes) + "/" + outcomes.size())),
                limit.value() + " " + text + ", " + bound.asked() + ", " + outcomes.size()
                        + (outcomes.size() == 1 ? " question" : " questions"));
    }

    private static int right(PairedQuestions outcomes) {
        return outcomes.counts().both();
    }

    /** Returns the rule for so many right answers. */
    private static PublishedScoreRule of(
            Bound.NoWorseThanScore bound, Levels levels, PairedQuestions outcomes, double inflation, int right) {
        var n = outcomes.size();
        var score = bound.score().value();
        var shares = new UnpairedProportions((double) right / n, n, score, bound.n());
        // The mean of (right − 0 · right) is the share itself; the spread of the published score is that of independent
        // answers.
        var clustered = outcomes.clustered(0)
                .map(mean -> new MeanDifference(
                        shares.difference(),
                        Math.hypot(mean.standardError(), Math.sqrt(score * (1 - score) / bound.n())),
                        mean.degreesOfFreedom()));
        return new PublishedScoreRule(bound, levels, shares, clustered, inflation);
    }

    private double atLeast() {
        var bound = shares.differenceAtLeast(levels.pass());
        var lowest = clustered
                .map(mean -> Math.min(bound, mean.atLeast(levels.pass())))
                .orElse(bound);
        return AccuracyRule.inflated(shares.difference(), lowest, inflation);
    }

    private double atMost() {
        var bound = shares.differenceAtMost(levels.fail());
        var highest = clustered
                .map(mean -> Math.max(bound, mean.atMost(levels.fail())))
                .orElse(bound);
        return AccuracyRule.inflated(shares.difference(), highest, inflation);
    }

    private Verdict verdict() {
        var margin = bound.margin().share();
        if (atLeast() > -margin) {
            return new Pass();
        }
        if (atMost() < 0) {
            return new Fail();
        }
        return AccuracyRule.open(
                "the difference may be larger than the margin, and it may be chance",
                "the share of right answers stays as it is",
                Change.least(
                        both(shares.numberToShowNoWorse(margin, levels.pass()), atLeast(), -margin),
                        both(shares.numberToShowWorse(levels.fail()), atMost(), 0),
                        shares.n()));
    }

    private OptionalInt both(OptionalInt plain, double reached, double wanted) {
        return clustered.isEmpty() && inflation == 1
                ? plain
                : AccuracyRule.both(plain, AccuracyRule.scaled(shares.n(), shares.difference(), reached, wanted));
    }

    private JudgedChange judged(String now) {
        var margin = bound.margin().share();
        return new JudgedChange(
                now,
                bound.score().toString(),
                AccuracyRule.points(shares.difference(), -margin),
                "-" + bound.margin(),
                JudgedChange.pointsBeyond(-shares.difference(), margin),
                Optional.of(AccuracyRule.points(AccuracyRule.within(atLeast()), -margin)),
                Levels.text(levels.pass()),
                Optional.empty());
    }

    private String change() {
        var margin = bound.margin().share();
        return AccuracyRule.points(shares.difference(), -margin) + " (" + Levels.text(levels.pass())
                + " sure: at least "
                + AccuracyRule.points(AccuracyRule.within(atLeast()), -margin) + ", " + Levels.text(levels.fail())
                + ": at most "
                + AccuracyRule.points(AccuracyRule.within(atMost()), 0) + ")";
    }
}
