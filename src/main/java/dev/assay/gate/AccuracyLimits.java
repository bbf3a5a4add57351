package dev.assay.gate;

import dev.assay.accuracy.Scores;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Inconclusive;
import dev.assay.gate.verdicts.Verdict.Pass;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Unit;
import dev.assay.stats.Proportion;
import java.util.Locale;

/** Judges the limits of an evalset. Each is on a share of all questions that were asked, shown with its Wilson interval. */
final class AccuracyLimits {
    private AccuracyLimits() {}

    static LimitVerdict judge(Limit limit, Scores scores) {
        var figure = scores.figure(limit.figure());
        if (figure.isEmpty()) {
            return new LimitVerdict(
                    limit, new Unmeasured("no question was answered", "See the traces."), "has no value", 0);
        }
        var share = figure.get();
        var proportion = new Proportion(share.count(), share.of());
        var interval = share.interval();
        var measured = String.format(
                Locale.ROOT,
                "%d/%d (95 %% interval %s to %s)",
                share.count(),
                share.of(),
                Unit.SHARE.format(interval.low()),
                Unit.SHARE.format(interval.high()));
        return new LimitVerdict(limit, verdict(limit.bound(), 0, proportion.value()), measured, share.of());
    }

    /** Returns the verdict that a bound gets if a share is larger by {@code by}, which can be infinite. */
    static Verdict verdict(Bound bound, double by, double share) {
        if (bound instanceof Bound.Calibrate && Double.isFinite(by)) {
            return Inconclusive.NO_LIMIT;
        }
        return bound.allows(share + by) ? new Pass() : new Fail();
    }
}
