package dev.assay.tools.definitions;

import dev.assay.stats.sorting.Sorting;
import java.util.Arrays;

/**
 * Values with weights, as two arrays, so that millions can be sorted and merged without an object for each, and in place. Each method changes the pairs
 * and returns them.
 */
final class WeightedPairs {
    private static final int FEW = 24;
    private static final int MOST_NOTHING = 1024;

    private final double[] values;
    private final double[] weights;
    private int size;

    private WeightedPairs(double[] values, double[] weights, int size) {
        this.values = values;
        this.weights = weights;
        this.size = size;
    }

    /** Returns the first {@code size} pairs of two arrays, sorted by value. The arrays belong to them from now on. */
    static WeightedPairs sorted(double[] values, double[] weights, int size) {
        var pairs = new WeightedPairs(values, weights, size);
        if (!pairs.sortedByOneWeight()) {
            pairs.sort(0, size - 1);
        }
        return pairs;
    }

    /**
     * Sorts the values alone if all weights are one number or 0, as those of most events are: then the order of equal values changes no sum. Returns
     * false, and changes nothing, if they are not, or if many are 0.
     */
    private boolean sortedByOneWeight() {
        var weight = 0.0;
        var nothing = 0;
        for (var i = 0; i < size; i++) {
            weight = weight == 0 ? weights[i] : weight;
            if (weights[i] != weight && weights[i] != 0) {
                return false;
            }
            nothing += weights[i] == 0 ? 1 : 0;
        }
        if (nothing > MOST_NOTHING) {
            return false;
        }
        var without = new double[nothing];
        var count = 0;
        for (var i = 0; i < size; i++) {
            if (weights[i] == 0) {
                without[i - count] = values[i];
            } else {
                values[count++] = values[i];
            }
        }
        Sorting.sort(values, count);
        Arrays.sort(without);
        // From the largest on, each value goes where it belongs; those before are not overwritten before they are read.
        for (var to = size - 1; to >= 0; to--) {
            var heavy = nothing == 0 || (count > 0 && values[count - 1] > without[nothing - 1]);
            values[to] = heavy ? values[--count] : without[--nothing];
            weights[to] = heavy ? weight : 0;
        }
        return true;
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
