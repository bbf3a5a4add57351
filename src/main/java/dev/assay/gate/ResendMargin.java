package dev.assay.gate;

import dev.assay.figures.FigureTable;
import dev.assay.figures.SteadyWindowFigures;
import dev.assay.gate.Verdict.Fail;
import dev.assay.gate.Verdict.Pass;
import dev.assay.gate.Verdict.Unmeasured;

/** What the time that requests lost, which were sent twice, leaves of a verdict: nothing, where the figure without it would get another. */
final class ResendMargin {
    private ResendMargin() {}

    /**
     * Returns what is left of the verdict on a limit.
     *
     * @param whole the figures without what was lost
     * @param steady those of the steady part
     */
    static LimitVerdict of(LimitVerdict judged, FigureTable whole, SteadyWindowFigures steady) {
        var without = LoadTestLimits.judge(judged.limit(), whole, steady);
        if (!(judged.verdict() instanceof Fail || judged.verdict() instanceof Pass)
                || without.verdict().word().equals(judged.verdict().word())) {
            return judged;
        }
        return new LimitVerdict(
                judged.limit(),
                new Unmeasured(
                        "without the time that requests lost, which were sent twice, it would be "
                                + without.measured() + ", and the limit's verdict "
                                + without.verdict().word() + " (see the audit 'requests sent twice')",
                        "See why kept connections are closed, and measure again."),
                judged.measured(),
                judged.samples());
    }
}
