package dev.assay.gate.comparison;

import dev.assay.gate.verdicts.Verdict;
import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Pass;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.stats.MeanDifference;
import dev.assay.stats.PairedRatio;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Accuracy must be at least this share of the reference's. PASS: Tang's lower bound of the ratio is at least that. Else FAIL: its upper bound, at the level of
 * FAIL, is below. Else INCONCLUSIVE. Where questions share clusters, right answers now minus the wanted share of right answers before must keep 0 as well.
 *
 * @param min the wanted share, above 0, at most 1
 * @param inflation by how much the variance between runs exceeds that of independent answers, at least 1
 */
record RecoveryRule(Quantity min, Levels levels, double inflation) implements AccuracyRule {
    @Override
    public Verdict verdict(PairedQuestions pairs) {
        return pairs.counts()
                .ratio()
                .map(ratio -> verdict(pairs, ratio))
                .orElseGet(() -> new Unmeasured(
                        "the reference has no right answer, so there is nothing to recover",
                        "Compare with another reference."));
    }

    private Verdict verdict(PairedQuestions pairs, PairedRatio ratio) {
        if (atLeast(ratio) >= min.value() && clusters(pairs).map(this::keeps).orElse(true)) {
            return new Pass();
        }
        if (atMost(ratio) < min.value() && clusters(pairs).map(this::misses).orElse(true)) {
            return new Fail();
        }
        return AccuracyRule.open(
                "the true ratio may be on either side of " + min
                        // The bounds that are shown are those of independent questions.
                        + (clusters(pairs).isEmpty() ? "" : ", since questions of one cluster depend on each other"),
                Change.least(toPass(pairs, ratio), toFail(pairs, ratio), pairs.size()));
    }

    /** Returns the mean of (right now − min · right in the reference): the ratio is at least min where it is at least 0. */
    private Optional<MeanDifference> clusters(PairedQuestions pairs) {
        return pairs.clustered(min.value());
    }

    private boolean keeps(MeanDifference mean) {
        return mean.atLeast(levels.pass()) >= 0;
    }

    private boolean misses(MeanDifference mean) {
        return mean.atMost(levels.fail()) < 0;
    }

    private OptionalInt toPass(PairedQuestions pairs, PairedRatio ratio) {
        var n = pairs.size();
        var plain = ratio.pairsToShowAtLeast(n, min.value(), levels.pass());
        var runs = inflation == 1
                ? plain
                : AccuracyRule.both(plain, AccuracyRule.scaled(n, ratio.value(), atLeast(ratio), min.value()));
        return clusters(pairs)
                .map(mean -> AccuracyRule.both(
                        runs, AccuracyRule.scaled(n, mean.difference(), mean.atLeast(levels.pass()), 0)))
                .orElse(runs);
    }

    private OptionalInt toFail(PairedQuestions pairs, PairedRatio ratio) {
        var n = pairs.size();
        var plain = ratio.pairsToShowBelow(n, min.value(), levels.fail());
        var runs = inflation == 1
                ? plain
                : AccuracyRule.both(plain, AccuracyRule.scaled(n, ratio.value(), atMost(ratio), min.value()));
        return clusters(pairs)
                .map(mean -> AccuracyRule.both(
                        runs, AccuracyRule.scaled(n, mean.difference(), mean.atMost(levels.fail()), 0)))
                .orElse(runs);
    }

    private double atLeast(PairedRatio ratio) {
        return AccuracyRule.inflated(ratio.value(), ratio.atLeast(levels.pass()), inflation);
    }

    private double atMost(PairedRatio ratio) {
        return AccuracyRule.inflated(ratio.value(), ratio.atMost(levels.fail()), inflation);
    }

    @Override
    public JudgedChange judged(PairedQuestions pairs, String now, String reference) {
        var ratio = pairs.counts().ratio();
        return new JudgedChange(
                now,
                reference,
                ratio.map(each -> AccuracyRule.percent(each.value(), min.value()) + " of it")
                        .orElse("no ratio"),
                "≥ " + min,
                ratio.flatMap(each -> JudgedChange.pointsBeyond(min.value(), each.value())),
                ratio.map(each -> AccuracyRule.percent(Math.max(0, atLeast(each)), min.value())),
                Levels.text(levels.pass()),
                Optional.empty());
    }

    @Override
    public String change(PairedQuestions pairs) {
        return pairs.counts()
                .ratio()
                .map(ratio -> AccuracyRule.percent(ratio.value(), min.value()) + " of it (" + Levels.text(levels.pass())
                        + " sure: at least " + AccuracyRule.percent(Math.max(0, atLeast(ratio)), min.value()) + ", "
                        + Levels.text(levels.fail()) + ": at most "
                        + AccuracyRule.percent(atMost(ratio), min.value()) + ")")
                .orElse("no ratio");
    }
}
