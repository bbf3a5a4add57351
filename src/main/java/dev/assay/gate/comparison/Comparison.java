package dev.assay.gate.comparison;

import dev.assay.gate.verdicts.Verdict.Inconclusive;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Bound;
import dev.assay.starts.MeasuredStart;
import dev.assay.starts.RunSet;
import java.util.List;
import java.util.Optional;

/** Judges limits that compare a test with a reference. */
public final class Comparison {
    private Comparison() {}

    /**
     * Returns the verdict on a limit that compares.
     *
     * @param limit its bound is a {@link Bound.Compared}
     * @param mine the measurements of the test
     * @param reference what it is compared with; not looked at for a published score
     * @param statisticalLimits how many limits of the deployment share the rate of false alarms, at least 1
     * @param questions the questions that were asked; none for a load test, or if they are not known
     */
    public static ComparedVerdict judge(
            Limit limit, RunSet mine, Reference reference, int statisticalLimits, List<Question> questions) {
        return judge(limit, mine, reference, Levels.of(statisticalLimits), questions);
    }

    /** Returns the verdict on a limit that compares, with its own levels. */
    public static ComparedVerdict judge(
            Limit limit, RunSet mine, Reference reference, Levels levels, List<Question> questions) {
        if (!(limit.bound() instanceof Bound.Compared bound)) {
            throw new IllegalArgumentException("'" + limit.subject() + "' compares with nothing");
        }
        var unsound = unsound(mine, "the test");
        if (unsound.isPresent()) {
            return Texts.unmeasured(limit, unsound.get(), "not measured");
        }
        if (bound instanceof Bound.NoWorseThanScore score) {
            return PublishedScoreRule.judge(limit, score, mine, levels, questions);
        }
        return switch (reference) {
            case Reference.Missing missing ->
                Texts.unmeasured(limit, new Unmeasured(missing.reason(), missing.remedy()), "not compared");
            case Reference.First first ->
                Texts.undecided(limit, new Inconclusive(first.reason(), first.remedy()), "not compared");
            case Reference.Found found ->
                unsound(found.set(), "the reference")
                        .map(why -> Texts.unmeasured(limit, why, "not compared"))
                        .orElseGet(() -> switch (bound) {
                            case Bound.Regression regression ->
                                RegressionRule.judge(limit, regression, mine, found, levels);
                            case Bound.LessLikely limits -> TextsRule.judge(limit, limits, mine, found.set(), levels);
                            case Bound.Ratio ratio -> RatioRule.judge(limit, ratio, mine, found.set());
                            case Bound.NoWorse noWorse ->
                                PairedJudge.judge(limit, noWorse, mine, found.set(), levels, questions);
                            case Bound.Recovery recovery ->
                                PairedJudge.judge(limit, recovery, mine, found.set(), levels, questions);
                            case Bound.NoWorseThanScore ignored ->
                                throw new IllegalArgumentException("it needs no reference");
                        });
        };
    }

    private static Optional<Unmeasured> unsound(RunSet set, String whose) {
        if (set.first().isPresent()) {
            return Optional.empty();
        }
        var spoilt = set.starts().stream().findFirst();
        return Optional.of(new Unmeasured(
                "no measurement of " + whose + " (" + set.name() + ") can be used"
                        + spoilt.map(start -> ": " + start.source() + ": " + why(start))
                                .orElse(""),
                "Measure it again."));
    }

    private static String why(MeasuredStart start) {
        return start.spoilt().orElseThrow();
    }
}
