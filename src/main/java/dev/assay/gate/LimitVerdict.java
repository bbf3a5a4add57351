package dev.assay.gate;

import dev.assay.figures.Figure;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Bound;

/**
 * The verdict on one limit.
 *
 * @param measured the figure as people read it, {@code 41.204 ms} or {@code 6/10}; {@code has no value} if it has none
 * @param samples how many requests or questions it is computed from
 */
public record LimitVerdict(Limit limit, Verdict verdict, String measured, int samples) {
    /** Returns a figure's value with as many decimals as a reader needs to see on which side of the bound it lies. */
    public static String shown(Bound bound, Figure.Measured measured) {
        return LoadTestLimits.shown(bound, measured);
    }

    /** Returns whether the file says that this verdict is shown but not red, although it is no PASS. */
    public boolean tolerated() {
        return switch (verdict) {
            case Verdict.Pass ignored -> false;
            case Verdict.Fail ignored -> !limit.enforced();
            case Verdict.Unmeasured ignored -> !limit.enforced();
            case Verdict.Inconclusive ignored -> !limit.enforced() || limit.warns();
        };
    }

    /** Returns the verdict as it is shown: {@code FAIL}, {@code would FAIL}. */
    public String word() {
        if (!tolerated()) {
            return verdict.word();
        }
        return limit.enforced() ? verdict.word() + " (warned)" : verdict.would();
    }

    /** Returns one line: the figure, what was measured, what is allowed, and for an undecided limit why and what to do. */
    public String sentence() {
        var counted = limit.subject() + " " + measured + ", " + limit.bound().asked() + ", n=" + samples;
        return switch (verdict) {
            case Verdict.Pass ignored -> counted;
            case Verdict.Fail ignored -> counted;
            case Verdict.Unmeasured unmeasured -> counted + ": " + unmeasured.sentences();
            case Verdict.Inconclusive open -> counted + ": " + open.reason() + ". " + open.remedy();
        };
    }
}
