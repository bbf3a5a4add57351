package dev.assay.stats;

import java.util.Arrays;

/**
 * The exact one-sided rank-sum test of whether one group of numbers is larger than another. If two numbers of different groups are equal,
 * the first does not count as larger. With such ties the p-value is therefore too large, never too small.
 *
 * <p>Source: Mann and Whitney, On a test of whether one of two random variables is stochastically larger than the other, Annals of
 * Mathematical Statistics 18 (1947).
 */
public final class RankSum {
    private RankSum() {}

    /**
     * Returns the probability that at least as many pairs have the number of {@code high} above the number of {@code low} as here, if both
     * groups come from one population.
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

    /**
     * Returns, for u = 0, 1, …, the number of orders of m and n numbers in which u pairs have the number of the n above the number of the
     * m.
     */
    private static double[] ways(int m, int n) {
        // ways[k][u]: k of the m numbers are placed. Each has at most as many of the n above it as the one placed
        // before it.
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
