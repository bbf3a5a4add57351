package dev.assay.stats;

import java.util.Arrays;

/**
 * Tests whether a sequence of numbers rises or falls: Kendall's exact test, and the slope of Theil and Sen.
 *
 * <p>Kendall's S is the number of pairs that rise minus the number of pairs that fall. The p-value is exact, also with ties: the share of
 * all orders of the same numbers whose S is at least as far from 0.
 *
 * <p>Sources: Kendall, A new measure of rank correlation, Biometrika 30 (1938); for ties the number of inversions over the orders of a
 * multiset, MacMahon, Combinatory Analysis (1915). Sen, Estimates of the regression coefficient based on Kendall's tau, JASA 63 (1968).
 *
 * @param s pairs that rise minus pairs that fall
 * @param pValue two-sided
 * @param slope the median of the slopes between all pairs, per step
 */
public record Trend(int s, double pValue, double slope) {
    /** The most numbers. More would have more orders than a {@code double} can count. */
    private static final int MOST = 100;

    /**
     * Returns the trend of these numbers in this order.
     *
     * @param values 2 to 100 finite numbers
     * @throws IllegalArgumentException if there are fewer or more, or one is not finite
     */
    public static Trend of(double... values) {
        var sorted = Sample.of(values).values().toArray();
        if (values.length < 2 || values.length > MOST) {
            throw new IllegalArgumentException(
                    "A trend needs 2 to " + MOST + " values, found [" + values.length + "].");
        }
        var slopes = new double[values.length * (values.length - 1) / 2];
        var s = 0;
        var pair = 0;
        for (var j = 1; j < values.length; j++) {
            for (var i = 0; i < j; i++) {
                s += (int) Math.signum(values[j] - values[i]);
                slopes[pair++] = (values[j] - values[i]) / (j - i);
            }
        }
        return new Trend(s, pValue(s, sorted), Sample.of(slopes).quantile(0.5));
    }

    /**
     * S is the number of pairs without a tie minus twice the number of inversions, so the distribution of the inversions gives that of S.
     */
    private static double pValue(int s, double[] sorted) {
        var chances = inversions(sorted);
        var untied = chances.length - 1;
        var far = 0.0;
        for (var inversions = 0; inversions <= untied; inversions++) {
            if (Math.abs(untied - 2 * inversions) >= Math.abs(s)) {
                far += chances[inversions];
            }
        }
        return Math.min(1, far);
    }

    /**
     * Returns the probability of each number of inversions. The numbers are inserted in ascending order. A number that is inserted makes as
     * many inversions as smaller numbers stand after it; the order of equal numbers does not matter. The counts of orders are therefore the
     * coefficients of a product of q-binomials, each a product of (1 − q^a) / (1 − q^b).
     */
    private static double[] inversions(double[] sorted) {
        var chances = new double[] {1};
        var smaller = 0;
        while (smaller < sorted.length) {
            var value = sorted[smaller];
            var ties = (int) Arrays.stream(sorted).filter(each -> each == value).count();
            chances = product(chances, qBinomial(smaller, ties));
            smaller += ties;
        }
        var all = Arrays.stream(chances).sum();
        return Arrays.stream(chances).map(count -> count / all).toArray();
    }

    /**
     * Returns, for i = 0, 1, …, the number of ways in which {@code ties} equal numbers can stand among {@code smaller} smaller numbers with
     * i inversions.
     */
    private static double[] qBinomial(int smaller, int ties) {
        // ways[k][i]: k of the equal numbers are placed. Each stands before at most as many smaller numbers as the last
        // one.
        var ways = new double[ties + 1][smaller * ties + 1];
        ways[0][0] = 1;
        for (var part = 0; part <= smaller; part++) {
            for (var k = 1; k <= ties; k++) {
                for (var i = part; i < ways[k].length; i++) {
                    ways[k][i] += ways[k - 1][i - part];
                }
            }
        }
        return ways[ties];
    }

    private static double[] product(double[] one, double[] other) {
        var product = new double[one.length + other.length - 1];
        for (var i = 0; i < one.length; i++) {
            for (var j = 0; j < other.length; j++) {
                product[i + j] += one[i] * other[j];
            }
        }
        return product;
    }
}
