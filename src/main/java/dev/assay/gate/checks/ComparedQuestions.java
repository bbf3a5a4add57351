package dev.assay.gate.checks;

import dev.assay.gate.comparison.Levels;
import dev.assay.input.Problem;
import dev.assay.plan.Plan;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Bound;
import dev.assay.stats.EarlyLook;
import dev.assay.stats.PairedCounts;
import dev.assay.stats.UnpairedProportions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds comparisons of accuracy that so few questions could not pass without a flip: only answers better than those of the reference would. A limit whose
 * INCONCLUSIVE is only shown may be so small: it still fails where many questions are lost.
 */
final class ComparedQuestions {
    /** The confidence that a PASS needs after all questions, if some of its error probability was spent before. */
    private static final double LAST_LOOK = 1 - EarlyLook.of(EarlyLook.LOOKS, 1).passAlpha();

    private ComparedQuestions() {}

    /** Returns a problem for each such limit. */
    static List<Problem> problems(Plan plan) {
        return plan.tests().stream()
                .map(Plan.Planned::test)
                .filter(TestSpec.Accuracy.class::isInstance)
                .map(TestSpec.Accuracy.class::cast)
                .flatMap(accuracy -> accuracy.limits().stream().flatMap(limit -> problem(accuracy, limit).stream()))
                .toList();
    }

    private static Optional<Problem> problem(TestSpec.Accuracy accuracy, Limit limit) {
        var n = accuracy.evalset().questions().size();
        return limit.bound() instanceof Bound.Compared compared && limit.enforced() && !limit.warns()
                ? needed(compared, n, accuracy.early() ? LAST_LOOK : Levels.PASS)
                        .filter(needed -> needed.isEmpty() || needed.getAsInt() > n)
                        .map(needed -> new Problem(
                                limit.place(),
                                "'" + limit.subject() + "' of evalset ["
                                        + accuracy.evalset().name() + "]: " + tooFew(compared, n, needed)))
                : Optional.empty();
    }

    /** Returns how many questions it needs; an empty number if none is enough. Empty for a limit that is on no accuracy. */
    private static Optional<OptionalInt> needed(Bound.Compared compared, int n, double level) {
        var same = new PairedCounts(n, 0, 0, 0);
        return switch (compared) {
            case Bound.NoWorse noWorse ->
                Optional.of(same.pairsToShowNoWorse(noWorse.margin().share(), level));
            case Bound.Recovery recovery ->
                Optional.of(same.ratio()
                        .orElseThrow()
                        .pairsToShowAtLeast(n, recovery.min().value(), Levels.PASS));
            case Bound.NoWorseThanScore score ->
                Optional.of(new UnpairedProportions(1, n, score.score().value(), score.n())
                        .numberToShowNoWorse(score.margin().share(), Levels.PASS));
            case Bound.LessLikely ignored -> Optional.empty();
            case Bound.Regression ignored -> Optional.empty();
            case Bound.Ratio ignored -> Optional.empty();
        };
    }

    private static String tooFew(Bound.Compared compared, int n, OptionalInt needed) {
        var without =
                compared instanceof Bound.NoWorseThanScore ? ", even if all are answered rightly" : " without a flip";
        return "`" + written(compared) + "` cannot pass with " + n + (n == 1 ? " question" : " questions") + without
                + (needed.isPresent()
                        ? "; it needs " + needed.getAsInt() + ". Ask more questions, allow more"
                        : ". Allow more")
                + ", or write 'on-inconclusive: warn' if it shall only fail.";
    }

    private static String written(Bound.Compared compared) {
        return switch (compared) {
            case Bound.NoWorse noWorse -> "margin: " + noWorse.margin();
            case Bound.NoWorseThanScore score -> "margin: " + score.margin();
            case Bound.LessLikely limit -> "margin: " + limit.margin();
            case Bound.Recovery recovery -> "min: " + recovery.min();
            case Bound.Regression regression -> "margin: " + regression.margin();
            case Bound.Ratio ratio -> ratio.toString();
        };
    }
}
