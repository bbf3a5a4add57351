package dev.assay.report.ci;

import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.thresholds.NamedFigure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A figure of one test, for tools that draw figures over time.
 *
 * @param value in the figure's unit; of a test that was measured several times the mean; absent if it cannot be used
 * @param sd the standard deviation over the measurements; absent if there was one
 * @param samples how many requests, questions or tokens it is computed from, or how many measurements; 0 if it has no value
 * @param reason why it has no value; empty if it has one
 */
record ShownFigure(
        TestVerdict test,
        NamedFigure figure,
        @Nullable Double value,
        @Nullable Double sd,
        int samples,
        String reason) {
    private static final int DECIMALS = 6;

    static ShownFigure of(TestVerdict test, NamedFigure figure, double value, int samples) {
        return Double.isFinite(value)
                ? new ShownFigure(test, figure, value, null, samples, "")
                : without(test, figure, "its value is not finite");
    }

    static ShownFigure without(TestVerdict test, NamedFigure figure, String reason) {
        return new ShownFigure(test, figure, null, null, 0, reason);
    }

    /** Returns a number in plain decimals. */
    static BigDecimal number(double value) {
        var rounded =
                new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }
}
