package dev.assay.tools.definitions;

import java.util.Arrays;

/** Values with weights, as two arrays of equal length, so that millions can be sorted and merged without an object for each. */
final class WeightedPairs {
    private static final int FEW = 24;

    private final double[] values;
    private final double[] weights;

    private WeightedPairs(double[] values, double[] weights) {
        this.values = values;
        this.weights = weights;
    }

    /** Returns the pairs sorted by value. */
    static WeightedPairs sorted(double[] values, double[] weights) {
        var pairs = new WeightedPairs(values.clone(), weights.clone());
        pairs.sort(0, values.length - 1);
        return pairs;
    }

    double[] values() {
        return values;
    }

    double[] weights() {
        return weights;
    }

    int size() {
        return values.length;
    }

    /** Returns the pairs with equal values merged and their weights added. */
    WeightedPairs merged() {
        return within(0);
    }

    /** Returns the pairs merged into groups: all values within {@code threshold} of the first one, which represents the group. */
    WeightedPairs within(double threshold) {
        var groups = new double[values.length];
        var sums = new double[values.length];
        var last = -1;
        for (var i = 0; i < values.length; i++) {
            if (last >= 0 && values[i] <= groups[last] + threshold) {
                sums[last] += weights[i];
            } else {
                groups[++last] = values[i];
                sums[last] = weights[i];
            }
        }
        return new WeightedPairs(Arrays.copyOf(groups, last + 1), Arrays.copyOf(sums, last + 1));
    }

    /** Returns the pairs with a weight above 0. */
    WeightedPairs heavy() {
        var kept = new WeightedPairs(values.clone(), weights.clone());
        var count = 0;
        for (var i = 0; i < values.length; i++) {
            if (weights[i] > 0) {
                kept.values[count] = values[i];
                kept.weights[count++] = weights[i];
            }
        }
        return new WeightedPairs(Arrays.copyOf(kept.values, count), Arrays.copyOf(kept.weights, count));
    }

    WeightedPairs ofOneWeight() {
        var ones = new double[values.length];
        Arrays.fill(ones, 1);
        return new WeightedPairs(values, ones);
    }

    /**
     * Sorts with quicksort (median of three) and insertion sort for small parts. The smaller part is sorted first, which limits the depth of the
     * stack.
     */
    private void sort(int from, int to) {
        var low = from;
        var high = to;
        while (high - low > FEW) {
            var split = split(low, high);
            if (split - low < high - split) {
                sort(low, split);
                low = split + 1;
            } else {
                sort(split + 1, high);
                high = split;
            }
        }
        for (var i = low + 1; i <= high; i++) {
            for (var j = i; j > low && values[j - 1] > values[j]; j--) {
                swap(j - 1, j);
            }
        }
    }

    private int split(int low, int high) {
        var middle = (low + high) >>> 1;
        var pivot = median(values[low], values[middle], values[high]);
        var i = low - 1;
        var j = high + 1;
        while (true) {
            do {
                i++;
            } while (values[i] < pivot);
            do {
                j--;
            } while (values[j] > pivot);
            if (i >= j) {
                return Math.min(j, high - 1);
            }
            swap(i, j);
        }
    }

    private static double median(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    private void swap(int i, int j) {
        var value = values[i];
        values[i] = values[j];
        values[j] = value;
        var weight = weights[i];
        weights[i] = weights[j];
        weights[j] = weight;
    }
}
