package dev.assay.stats;

import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** The least number of observations that is enough. */
final class NumberNeeded {
    private NumberNeeded() {}

    /**
     * Returns the least number that is enough, by bisection; empty if even the largest is not. With a number that is enough every larger
     * one is.
     */
    static OptionalInt least(int from, int to, IntPredicate isEnough) {
        if (!isEnough.test(to)) {
            return OptionalInt.empty();
        }
        var low = from;
        var high = to;
        while (low < high) {
            var middle = low + (high - low) / 2;
            if (isEnough.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return OptionalInt.of(high);
    }

    /** Returns the least number with which a score that grows with its square root is above z; empty if it is not up to {@code most}. */
    static OptionalInt growing(int n, double score, double z, int most) {
        return least(1, most, each -> score * Math.sqrt((double) each / n) > z);
    }
}
