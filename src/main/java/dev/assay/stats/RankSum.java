package dev.assay.stats;

import java.util.Arrays;

/**
 * Whether one group of numbers lies above another: the exact one-sided rank-sum test. Of two that tie, one from each group, none counts as
 * above: so with ties the p-value is larger than it need be, never smaller.
 *
 * <p>Source: Mann and Whitney, On a test of whether one of two random variables is stochastically larger than the other, Annals of
 * Mathematical Statistics 18 (1947).
 */
public final class RankSum {
    private RankSum() {}

    /**
     * Returns the chance that so many pairs have the number of {@code high} above that of {@code low}, if both came from one population.
     *
     * @throws IllegalArgumentException if a group is empty
     */
    public static double pValue(double[] high, double[] low) {
        if (high.length == 0 || low.length == 0) {
            throw new IllegalArgumentException(
                    "A rank-sum test needs two groups, found [" + high.length + " and " + low.length + "] values.");
        }
        var notAbove = Arrays.stream(high)
                .mapToInt(each ->
                        (int) Arrays.stream(low).filter(other -> other >= each).count())
                .sum();
        var ways = ways(high.length, low.length);
        return Arrays.stream(ways).limit(notAbove + 1L).sum()
                / Arrays.stream(ways).sum();
    }

    /** Returns in how many orders of m and n numbers 0, 1, … pairs have the one of the n above. */
    private static double[] ways(int m, int n) {
        // ways[k][u]: k of the m placed, each with as many of the n above as the one before, or fewer.
        var ways = new double[m + 1][m * n + 1];
        ways[0][0] = 1;
        for (var above = 0; above <= n; above++) {
            for (var k = 1; k <= m; k++) {
                for (var u = above; u < ways[k].length; u++) {
                    ways[k][u] += ways[k - 1][u - above];
                }
            }
        }
        return ways[m];
    }
}
