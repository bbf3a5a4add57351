package dev.assay.tools.definitions;

import dev.assay.stats.sorting.Sorting;
import java.util.Arrays;

/**
 * Values with weights, as two arrays, so that millions can be sorted and merged without an object for each, and in place. Each method changes the pairs
 * and returns them.
 */
final class WeightedPairs {
    private final double[] values;
    private final double[] weights;
    private int size;

    private WeightedPairs(double[] values, double[] weights, int size) {
        this.values = values;
        this.weights = weights;
        this.size = size;
    }

    /** Returns the first {@code size} pairs of two arrays, sorted by value, and those of one value by weight. The arrays belong to them from now on. */
    static WeightedPairs sorted(double[] values, double[] weights, int size) {
        Sorting.sort(values, weights, size);
        return new WeightedPairs(values, weights, size);
    }

    /** Returns an array of which the first values are those of the pairs. */
    double[] values() {
        return values;
    }

    double[] weights() {
        return weights;
    }

    int size() {
        return size;
    }

    /** Merges pairs with equal values and adds their weights. */
    WeightedPairs merged() {
        return within(0);
    }

    /** Merges pairs into groups: all values within {@code threshold} of the first one, which represents the group. */
    WeightedPairs within(double threshold) {
        var last = -1;
        for (var i = 0; i < size; i++) {
            if (last >= 0 && values[i] <= values[last] + threshold) {
                weights[last] += weights[i];
            } else {
                values[++last] = values[i];
                weights[last] = weights[i];
            }
        }
        size = last + 1;
        return this;
    }

    /** Leaves out pairs with weight 0; if all have it, each gets weight 1 instead. */
    WeightedPairs heavy() {
        var count = 0;
        for (var i = 0; i < size; i++) {
            if (weights[i] > 0) {
                values[count] = values[i];
                weights[count++] = weights[i];
            }
        }
        if (count == 0) {
            Arrays.fill(weights, 0, size, 1);
        } else {
            size = count;
        }
        return this;
    }
}
