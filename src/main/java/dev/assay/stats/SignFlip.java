package dev.assay.stats;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The exact sign-flip test of differences within pairs, and the bounds that follow from it. If the two of each pair are exchangeable, each
 * difference has either sign with equal probability. The p-value is the share of all choices of signs whose sum is at least the one seen.
 * Zeros and equal differences are counted, not approximated: differences become whole multiples of a resolution first.
 *
 * <p>A choice of signs that turns the differences of a set S has a sum at least as large if and only if the mean of S is at most 0. The
 * test of "the true difference is at most d" therefore has p = (1 + the number of non-empty S with a mean of at most d) / 2ⁿ, and the lower
 * bound with level 1 − α is the k-th smallest of these means, k = ⌊α 2ⁿ⌋; there is none if k is 0.
 *
 * <p>With more than {@value #MOST_BLOCKS} pairs, neighbours are turned together, in {@value #MOST_BLOCKS} blocks. The test stays exact,
 * because these choices of signs are a group too; only its smallest p-value stays 1 / 2^{@value #MOST_BLOCKS}.
 *
 * <p>Source: Fisher, The Design of Experiments (1935), section 21; blocks of signs: Hemerik and Goeman, Exact testing with random
 * permutations, TEST 27 (2018), on subgroups.
 */
public final class SignFlip {
    /** The largest number of blocks that are turned on their own. */
    public static final int MOST_BLOCKS = 24;

    private final double resolution;
    /** The differences of each block, in multiples of the resolution, and how many pairs it has. */
    private final long[] sums;

    private final int[] sizes;

    private SignFlip(double resolution, long[] sums, int[] sizes) {
        this.resolution = resolution;
        this.sums = sums;
        this.sizes = sizes;
    }

    /**
     * Returns the test of these differences, now minus reference, in the order in which they were measured.
     *
     * @param differences at least one
     * @param resolution of the clock, above 0, in the same unit; each difference is rounded to a multiple of it
     * @throws IllegalArgumentException if there is no difference, one is no number, or one is too large for the resolution
     */
    public static SignFlip of(double[] differences, double resolution) {
        if (differences.length == 0 || !(resolution > 0) || Double.isInfinite(resolution)) {
            throw new IllegalArgumentException("A sign-flip test needs a difference and a resolution above 0, found ["
                    + differences.length + " differences, " + resolution + "].");
        }
        var rounded = Arrays.stream(differences)
                .mapToLong(difference -> rounded(difference, resolution))
                .toArray();
        var pairs = rounded.length;
        var blocks = Math.min(pairs, MOST_BLOCKS);
        var sums = new long[blocks];
        var sizes = new int[blocks];
        for (var i = 0; i < pairs; i++) {
            var block = (int) ((long) i * blocks / pairs);
            sums[block] += rounded[i];
            sizes[block]++;
        }
        return new SignFlip(resolution, sums, sizes);
    }

    private static long rounded(double difference, double resolution) {
        var multiple = difference / resolution;
        // Sums of a thousand of these are exact, as a long and as a double.
        if (!(Math.abs(multiple) <= 1L << 43)) {
            throw new IllegalArgumentException(
                    "A difference must be a number of at most 2^43 times the resolution, found [" + difference
                            + "] and [" + resolution + "].");
        }
        return Math.round(multiple);
    }

    /** Returns how many pairs there are. */
    public int pairs() {
        return Arrays.stream(sizes).sum();
    }

    /** Returns the mean of the rounded differences. */
    public double mean() {
        return meanInUnits() * resolution;
    }

    private double meanInUnits() {
        return (double) Arrays.stream(sums).sum() / pairs();
    }

    /** Returns the p-value against "the true difference is above 0": from 1 / 2ⁿ to 1. */
    public double pAbove() {
        return setsWithMeanAtMost(0) / choices();
    }

    /** Returns the p-value against "the true difference is below 0": from 1 / 2ⁿ to 1. */
    public double pBelow() {
        return negated().pAbove();
    }

    /**
     * Returns the one-sided lower confidence bound of the true difference; minus infinity if there are too few pairs for the level.
     *
     * @param level the confidence, between 0.5 and 1 exclusive: 0.99
     */
    public double atLeast(double level) {
        var most = (1 - ScoreBound.requireOneSided(level)) * choices();
        if (most < 1) {
            return Double.NEGATIVE_INFINITY;
        }
        // Below the lowest mean only the empty set counts.
        var lowest = IntStream.range(0, sums.length)
                .mapToDouble(block -> (double) sums[block] / sizes[block])
                .min()
                .orElseThrow();
        var bound = ScoreBound.between(lowest - 1, meanInUnits(), mean -> setsWithMeanAtMost(mean) <= most);
        // Means of whole numbers are 0 or at least 1 / n. Exactly 0 must not look like a bound above 0.
        return Math.abs(bound) < 0.5 / pairs() ? 0 : resolution * bound;
    }

    /**
     * Returns the one-sided upper confidence bound of the true difference; infinite if there are too few pairs for the level.
     *
     * @param level the confidence, between 0.5 and 1 exclusive: 0.95
     */
    public double atMost(double level) {
        return 0 - negated().atLeast(level);
    }

    private SignFlip negated() {
        return new SignFlip(resolution, Arrays.stream(sums).map(sum -> -sum).toArray(), sizes);
    }

    private double choices() {
        return Math.scalb(1.0, sums.length);
    }

    /** Counts the sets of blocks, the empty one included, whose pairs have a mean of at most this many units. */
    private double setsWithMeanAtMost(double mean) {
        var middle = sums.length / 2;
        var smallest = excesses(mean, 0, middle);
        var others = excesses(mean, middle, sums.length);
        var count = 0L;
        var partners = others.length;
        // The larger the one half, the fewer others keep the sum at most 0.
        for (var excess : smallest) {
            while (partners > 0 && excess + others[partners - 1] > 0) {
                partners--;
            }
            count += partners;
        }
        return count;
    }

    /** Returns for each set of these blocks its sum less what so many pairs with this mean would have, sorted. */
    private double[] excesses(double mean, int from, int to) {
        var excesses = new double[] {0};
        for (var block = from; block < to; block++) {
            excesses = withAndWithout(excesses, sums[block] - mean * sizes[block]);
        }
        return excesses;
    }

    /** Merges sorted sums with the same sums after one more is added to each. */
    private static double[] withAndWithout(double[] sorted, double added) {
        var merged = new double[2 * sorted.length];
        var without = 0;
        var with = 0;
        for (var i = 0; i < merged.length; i++) {
            var isWithout =
                    with == sorted.length || (without < sorted.length && sorted[without] <= sorted[with] + added);
            merged[i] = isWithout ? sorted[without++] : sorted[with++] + added;
        }
        return merged;
    }

    /**
     * Returns the smallest p-value that so many pairs can reach: 1 / 2ⁿ.
     *
     * @param pairs at least 1
     */
    public static double smallestP(int pairs) {
        return Math.scalb(1.0, -Math.min(pairs, MOST_BLOCKS));
    }

    /**
     * Returns the least number of pairs that can reach a p-value of at most alpha.
     *
     * @param alpha the error probability, at least 1 / 2^{@value #MOST_BLOCKS} and less than 1
     */
    public static int leastPairs(double alpha) {
        return IntStream.rangeClosed(1, MOST_BLOCKS)
                .filter(pairs -> smallestP(pairs) <= alpha)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("An exact sign-flip test reaches p-values down to "
                        + smallestP(MOST_BLOCKS) + ", wanted [" + alpha + "]."));
    }
}
