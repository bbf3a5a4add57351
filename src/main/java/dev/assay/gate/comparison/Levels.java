package dev.assay.gate.comparison;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How sure a verdict must be. PASS needs no correction for many limits, because all of them must pass; the false alarms of FAIL are shared by all.
 *
 * @param pass the one-sided confidence of PASS, between 0.5 and 1 exclusive
 * @param falseAlarms the error probability of FAIL, between 0 and 0.5 exclusive
 */
public record Levels(double pass, double falseAlarms) {
    /** The one-sided confidence of PASS. */
    public static final double PASS = 0.95;
    /** The error probability of FAIL that all statistical limits of a deployment share. */
    public static final double FALSE_ALARMS = 0.01;

    /**
     * Checks the levels.
     *
     * @throws IllegalArgumentException if one is not in its range
     */
    public Levels {
        if (!(pass > 0.5 && pass < 1 && falseAlarms > 0 && falseAlarms < 0.5)) {
            throw new IllegalArgumentException(
                    "PASS needs a confidence between 0.5 and 1, and FAIL an error probability between 0 and 0.5, found ["
                            + pass + "] and [" + falseAlarms + "].");
        }
    }

    /**
     * Returns the levels of a limit.
     *
     * @param statisticalLimits how many limits share the rate of false alarms, at least 1
     */
    public static Levels of(int statisticalLimits) {
        return new Levels(PASS, FALSE_ALARMS / statisticalLimits);
    }

    /** Returns the one-sided confidence of FAIL. */
    double fail() {
        return 1 - falseAlarms;
    }

    /** Returns a confidence for people: {@code 99.83 %}. */
    public static String text(double level) {
        return BigDecimal.valueOf(level * 100)
                        .setScale(2, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }

    /** Returns a p-value for people: {@code p = 0.031}, {@code p < 0.0001}. */
    public static String p(double p) {
        if (p < 0.0001) {
            return "p < 0.0001";
        }
        // Two digits that count.
        var digits = (int) Math.min(4, Math.max(2, 1 - Math.floor(Math.log10(p))));
        return "p = " + new BigDecimal(p).setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }
}
