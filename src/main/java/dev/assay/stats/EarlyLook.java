package dev.assay.stats;

/**
 * One of three looks at the growing answers of an evalset, with the error probabilities that may be spent at it. A verdict stands at the
 * first look at which a test rejects. Over all looks the probability of a wrong FAIL is at most 0.01 / m, and of a wrong PASS at most 0.05,
 * whatever the looks share, because the probabilities add up to these (Bonferroni's inequality).
 *
 * <p>Source: the idea of spending, Lan and DeMets, Discrete sequential boundaries for clinical trials, Biometrika 70 (1983).
 *
 * @param number from 1 to {@link #LOOKS}, the last one with all questions
 * @param failAlpha for the test that leads to FAIL: 0.002, 0.003 and 0.005, each divided by m
 * @param passAlpha for the test that leads to PASS: 0, 0.01 and 0.04; 0 means that no PASS is possible yet
 */
public record EarlyLook(int number, double failAlpha, double passAlpha) {
    /** How many looks there are. */
    public static final int LOOKS = 3;

    private static final double[] FAIL = {0.002, 0.003, 0.005};
    private static final double[] PASS = {0, 0.01, 0.04};

    /**
     * Returns a look.
     *
     * @param number from 1 to {@link #LOOKS}
     * @param limits m, the number of statistical limits of the deployment, at least 1
     * @throws IllegalArgumentException if one is outside
     */
    public static EarlyLook of(int number, int limits) {
        if (number < 1 || number > LOOKS || limits < 1) {
            throw new IllegalArgumentException("A look must be 1 to 3, with at least one limit, found [" + number
                    + " with " + limits + " limits].");
        }
        return new EarlyLook(number, FAIL[number - 1] / limits, PASS[number - 1]);
    }
}
