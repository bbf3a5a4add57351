package dev.assay.tools.gates;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A limit of thresholds.yaml.
 *
 * @param figure the figure's name
 * @param written the limit in YAML, such as <code>{max: 46 ms}</code>
 */
record LimitRow(String figure, String written) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** The figure may be at most this. */
    static LimitRow max(String figure, BigDecimal value, String unit) {
        return new LimitRow(figure, "{max: " + digits(value) + " " + unit + "}");
    }

    /** The figure must be at least this. */
    static LimitRow min(String figure, BigDecimal value, String unit) {
        return new LimitRow(figure, "{min: " + digits(value) + " " + unit + "}");
    }

    /** The accuracy must be at least this share, from 0 to 1. */
    static LimitRow accuracy(BigDecimal share) {
        return min("accuracy", percent(share), "%");
    }

    /** The accuracy must be at least the first share, and at most the second if that is below 1. */
    static LimitRow accuracy(BigDecimal low, BigDecimal high) {
        return high.compareTo(BigDecimal.ONE) >= 0
                ? accuracy(low)
                : new LimitRow(
                        "accuracy", "{between: [" + digits(percent(low)) + " %, " + digits(percent(high)) + " %]}");
    }

    /** The file sets no limit, so the figure is measured first. */
    static LimitRow calibrate(String figure) {
        return new LimitRow(figure, "calibrate");
    }

    private static BigDecimal percent(BigDecimal share) {
        return share.multiply(HUNDRED).setScale(3, RoundingMode.HALF_UP);
    }

    /** Returns a number without zeros at its end. */
    static String digits(BigDecimal value) {
        var digits = value.stripTrailingZeros();
        return (digits.scale() < 0 ? digits.setScale(0) : digits).toPlainString();
    }
}
