package dev.assay.tools.definitions;

import java.util.Arrays;

/**
 * Statistics of weighted values as GuideLLM computes them. A quantile is the first value at which the cumulated weight reaches the probability
 * (the inverse of the empirical distribution, definition 1 of Hyndman and Fan). The variance is divided by the whole weight.
 */
final class WeightedValues {
    private final double[] values;
    private final double[] shares;
    private final int size;

    private WeightedValues(double[] values, double[] shares, int size) {
        this.values = values;
        this.shares = shares;
        this.size = size;
    }

    /** Returns the values of a sample with equal weights; there must be at least one. */
    static WeightedValues of(double... values) {
        var ones = new double[values.length];
        Arrays.fill(ones, 1);
        return ofOwn(values.clone(), ones, values.length);
    }

    /** Returns the values with these weights; values with weight 0 are left out, unless all have weight 0. */
    static WeightedValues of(double[] values, double[] weights) {
        return ofOwn(values.clone(), weights.clone(), values.length);
    }

    /** Returns the same of the first {@code size} values of arrays that belong to the result from now on. */
    static WeightedValues ofOwn(double[] values, double[] weights, int size) {
        var kept = WeightedPairs.sorted(values, weights, size).merged().heavy();
        var total = Arrays.stream(weights, 0, kept.size()).sum();
        for (var i = 0; i < kept.size(); i++) {
            weights[i] /= total;
        }
        return new WeightedValues(values, weights, kept.size());
    }

    double mean() {
        var sum = 0.0;
        for (var i = 0; i < size; i++) {
            sum += values[i] * shares[i];
        }
        return sum;
    }

    double sd() {
        var mean = mean();
        var sum = 0.0;
        for (var i = 0; i < size; i++) {
            sum += (values[i] - mean) * (values[i] - mean) * shares[i];
        }
        return Math.sqrt(sum);
    }

    double min() {
        return values[0];
    }

    double max() {
        return values[size - 1];
    }

    double quantile(double p) {
        var index = 0;
        for (var cumulated = shares[0]; cumulated < p && index < size - 1; cumulated += shares[index]) {
            index++;
        }
        return values[index];
    }
}
