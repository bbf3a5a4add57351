package dev.assay.gate.comparison;

import dev.assay.gate.verdicts.Verdict;
import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Pass;
import dev.assay.plan.thresholds.Margin;
import dev.assay.stats.MeanDifference;
import dev.assay.stats.PairedCounts;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Accuracy may be lower than that of the reference by less than the margin. PASS: Tango's lower bound of the difference is above the negative margin, even if
 * the difference is significant. Else FAIL: more questions are lost than gained, by McNemar's exact test. Else INCONCLUSIVE. Where questions share clusters,
 * or runs as a whole differ more than their questions explain, the more cautious bound decides.
 *
 * @param inflation by how much the variance between runs exceeds that of independent answers, at least 1
 */
record NoWorseRule(Margin.Points margin, Levels levels, double inflation) implements AccuracyRule {
    @Override
    public Verdict verdict(PairedQuestions pairs) {
        if (atLeast(pairs) > -margin.share()) {
            return new Pass();
        }
        if (isWorse(pairs)) {
            return new Fail();
        }
        var counts = pairs.counts();
        return AccuracyRule.open(
                counts.difference() < 0
                        ? "the difference may be larger than the margin, and it may be chance"
                        : "it is not lower, but a loss of more than the margin is not excluded",
                Change.least(toPass(pairs, counts), toFail(pairs, counts), counts.n()));
    }

    private OptionalInt toPass(PairedQuestions pairs, PairedCounts counts) {
        var exact = counts.pairsToShowNoWorse(margin.share(), levels.pass());
        return isPlain(pairs)
                ? exact
                : AccuracyRule.both(
                        exact, AccuracyRule.scaled(counts.n(), counts.difference(), atLeast(pairs), -margin.share()));
    }

    private OptionalInt toFail(PairedQuestions pairs, PairedCounts counts) {
        var exact = counts.pairsToShowWorse(levels.falseAlarms());
        return isPlain(pairs)
                ? exact
                : AccuracyRule.both(exact, AccuracyRule.scaled(counts.n(), counts.difference(), atMost(pairs), 0));
    }

    /** Returns whether answers are independent, as far as is known, so that the exact test needs no second bound. */
    private boolean isPlain(PairedQuestions pairs) {
        return inflation == 1 && pairs.clustered(1).isEmpty();
    }

    private boolean isWorse(PairedQuestions pairs) {
        return pairs.counts().mcNemarWorse() <= levels.falseAlarms() && (isPlain(pairs) || atMost(pairs) < 0);
    }

    private double atLeast(PairedQuestions pairs) {
        var counts = pairs.counts();
        var tango = counts.differenceAtLeast(levels.pass());
        var lowest = pairs.clustered(1)
                .map(clustered -> Math.min(tango, clustered.atLeast(levels.pass())))
                .orElse(tango);
        return AccuracyRule.inflated(counts.difference(), lowest, inflation);
    }

    private double atMost(PairedQuestions pairs) {
        var counts = pairs.counts();
        var tango = counts.differenceAtMost(levels.fail());
        var highest = pairs.clustered(1)
                .map((MeanDifference clustered) -> Math.max(tango, clustered.atMost(levels.fail())))
                .orElse(tango);
        return AccuracyRule.inflated(counts.difference(), highest, inflation);
    }

    @Override
    public JudgedChange judged(PairedQuestions pairs, String now, String reference) {
        var counts = pairs.counts();
        return new JudgedChange(
                now,
                reference,
                AccuracyRule.points(counts.difference(), -margin.share()),
                "-" + margin,
                JudgedChange.pointsBeyond(-counts.difference(), margin.share()),
                Optional.of(AccuracyRule.points(AccuracyRule.within(atLeast(pairs)), -margin.share())),
                Levels.text(levels.pass()),
                Optional.of(Levels.p(counts.mcNemarWorse())));
    }

    @Override
    public String change(PairedQuestions pairs) {
        var counts = pairs.counts();
        var atLeast = atLeast(pairs);
        var proof = isWorse(pairs) && atLeast > -margin.share() ? ", so it is lower, but by less than the margin" : "";
        return AccuracyRule.points(counts.difference(), -margin.share()) + " ("
                + Levels.text(levels.pass()) + " sure: at least "
                + AccuracyRule.points(AccuracyRule.within(atLeast), -margin.share())
                + "; lower by chance: " + Levels.p(counts.mcNemarWorse()) + proof + ")";
    }
}
