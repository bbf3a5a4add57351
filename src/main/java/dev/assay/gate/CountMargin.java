package dev.assay.gate;

import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.FigureTable;
import dev.assay.gate.Verdict.Unmeasured;

/**
 * What is left of a verdict where the tokens of a first read are known only roughly: nothing, where the figure of fewer or more tokens would
 * get another; or where the first read of several tokens may have been held back, and a time without that would.
 */
final class CountMargin {
    private CountMargin() {}

    /** Returns what is left of the verdict on a limit. */
    static LimitVerdict of(LimitVerdict judged, FigureTable figures) {
        if (judged.verdict() instanceof Unmeasured) {
            return judged;
        }
        return figures.extremes().stream()
                .filter(other -> !LoadTestLimits.judge(judged.limit(), other)
                        .verdict()
                        .word()
                        .equals(judged.verdict().word()))
                .findFirst()
                .map(other -> unmeasured(judged, other.get(FigureName.of(judged.limit()))))
                .orElse(judged);
    }

    private static LimitVerdict unmeasured(LimitVerdict judged, Figure other) {
        var value = switch (other) {
            case Figure.Measured measured -> measured.unit().format(measured.value());
            case Figure.Undefined undefined -> undefined.reason();
        };
        return new LimitVerdict(
                judged.limit(),
                new Unmeasured(
                        "with the fewest or the most tokens that its first reads may have brought, or had they been held back no longer"
                                + " than to the last of these, it could be " + value
                                + ", which would get another verdict (see the audit 'first reads')",
                        "Reach the server without what holds its events back, or measure farther from the limit."),
                judged.measured(),
                judged.samples());
    }
}
