package dev.assay.tools.definitions;

import java.util.Arrays;

/**
 * Statistics of weighted values as GuideLLM computes them. A quantile is the first value at which the cumulated weight reaches the probability
 * (the inverse of the empirical distribution, definition 1 of Hyndman and Fan). The variance is divided by the whole weight.
 */
final class WeightedValues {
    private final double[] values;
    private final double[] shares;
    private final double[] cumulated;

    private WeightedValues(double[] values, double[] shares) {
        this.values = values;
        this.shares = shares;
        this.cumulated = shares.clone();
        for (var i = 1; i < cumulated.length; i++) {
            cumulated[i] += cumulated[i - 1];
        }
    }

    /** Returns the values of a sample with equal weights; there must be at least one. */
    static WeightedValues of(double... values) {
        var ones = new double[values.length];
        Arrays.fill(ones, 1);
        return of(values, ones);
    }

    /** Returns the values with these weights; values with weight 0 are left out, unless all have weight 0. */
    static WeightedValues of(double[] values, double[] weights) {
        var pairs = WeightedPairs.sorted(values, weights).merged();
        var heavy = pairs.heavy();
        var kept = heavy.size() == 0 ? pairs.ofOneWeight() : heavy;
        var total = Arrays.stream(kept.weights()).sum();
        return new WeightedValues(
                kept.values(),
                Arrays.stream(kept.weights()).map(weight -> weight / total).toArray());
    }

    double mean() {
        var sum = 0.0;
        for (var i = 0; i < values.length; i++) {
            sum += values[i] * shares[i];
        }
        return sum;
    }

    double sd() {
        var mean = mean();
        var sum = 0.0;
        for (var i = 0; i < values.length; i++) {
            sum += (values[i] - mean) * (values[i] - mean) * shares[i];
        }
        return Math.sqrt(sum);
    }

    double min() {
        return values[0];
    }

    double max() {
        return values[values.length - 1];
    }

    double quantile(double p) {
        var found = Arrays.binarySearch(cumulated, p);
        var index = found >= 0 ? found : -found - 1;
        return values[Math.min(index, values.length - 1)];
    }
}
