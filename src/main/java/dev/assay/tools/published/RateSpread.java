package dev.assay.tools.published;

/**
 * Computes from a mean of rates and the rate of the mean how much single requests must have differed.
 *
 * <p>For positive times x, mean(1 / x) × mean(x) ≥ 1, with equality only where all are alike (Jensen, Sur les fonctions convexes, Acta
 * Mathematica 30, 1906). And with the largest r times the smallest it is at most (1 + r)² / (4 r) (Kantorovich, Functional analysis and
 * applied mathematics, Uspekhi Matematicheskikh Nauk 3, 1948). Solved for r, a product p proves r ≥ (√p + √(p − 1))².
 */
final class RateSpread {
    /** Allows for rounding in the square roots: 1.9999999 counts as 2. */
    private static final double ROUND_OFF = 1e-9;

    private RateSpread() {}

    /**
     * Returns the smallest factor between the slowest and the fastest request that gives this product, at least 1, rounded down to the
     * second decimal.
     */
    static double factor(double product) {
        if (!(product >= 1)) {
            throw new IllegalArgumentException(
                    "A mean of rates is at least the rate of the mean, found [" + product + "].");
        }
        var root = Math.sqrt(product) + Math.sqrt(product - 1);
        return Math.floor(100 * root * root + ROUND_OFF) / 100;
    }
}
