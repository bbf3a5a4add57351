package dev.assay.stats.sorting;

import java.util.Arrays;

/**
 * Sorts finite numbers, alone or with a weight each, where they are. Many of them are first put into a bucket by their highest bits, and each bucket is then
 * sorted digit by digit within the processor's cache. This takes a third of the time that comparing them takes, and no second array of their size. Sources:
 * McIlroy, Bostic and McIlroy, Engineering radix sort, Computing Systems 6 (1993), the American flag sort; Knuth, The Art of Computer Programming 3,
 * section 5.2.5, sorting by distribution.
 */
public final class Sorting {
    /** Comparing so few numbers is faster. */
    private static final int FEW = 16;

    /** So many numbers, with their weights and a copy of both, fit into the processor's cache. */
    private static final int IN_CACHE = 1 << 13;

    private static final int BUCKET_BITS = 11;
    private static final int BUCKETS = 1 << BUCKET_BITS;
    private static final int DIGIT_BITS = 8;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private final double[] values;
    /** Empty if the numbers have none. */
    private final double[] weights;

    private final boolean weighted;
    private final double[] copiedValues;
    private final double[] copiedWeights;
    private final int[] places = new int[DIGITS];

    private Sorting(double[] values, double[] weights, boolean weighted, int count) {
        this.values = values;
        this.weights = weights;
        this.weighted = weighted;
        this.copiedValues = new double[Math.min(count, IN_CACHE)];
        this.copiedWeights = new double[weighted ? copiedValues.length : 0];
    }

    /** Sorts numbers, the smallest first. There must be no NaN and no negative zero. */
    public static void sort(double[] values) {
        new Sorting(values, new double[0], false, values.length).sort(0, values.length);
    }

    /**
     * Sorts the first {@code count} numbers, the smallest first, and moves each weight with its number. Of equal numbers, the one with the smallest weight
     * comes first, so that the result does not depend on the order before. There must be no NaN and no negative zero.
     */
    public static void sort(double[] values, double[] weights, int count) {
        new Sorting(values, weights, true, count).sort(0, count);
    }

    private void sort(int from, int to) {
        if (to - from <= FEW) {
            insert(from, to);
            return;
        }
        var least = values[from];
        var most = values[from];
        for (var i = from + 1; i < to; i++) {
            least = Math.min(least, values[i]);
            most = Math.max(most, values[i]);
        }
        // The bits above are the same in all keys.
        var bits = Long.SIZE - Long.numberOfLeadingZeros(key(least) ^ key(most));
        if (bits == 0) {
            if (weighted) {
                Arrays.sort(weights, from, to);
            }
        } else if (to - from <= IN_CACHE) {
            sortByDigits(from, to, Math.max(0, bits - 2 * DIGIT_BITS));
        } else {
            sortByBuckets(from, to, Math.max(0, bits - BUCKET_BITS));
        }
    }

    /** Returns a key that, read without a sign, is in the order of the numbers: of a negative number, all bits are turned over. */
    private static long key(double value) {
        var bits = Double.doubleToRawLongBits(value);
        return bits ^ ((bits >> (Long.SIZE - 1)) | Long.MIN_VALUE);
    }

    private void insert(int from, int to) {
        for (var i = from + 1; i < to; i++) {
            var value = values[i];
            var weight = weighted ? weights[i] : 0;
            var at = i;
            while (at > from && isAfter(at - 1, value, weight)) {
                move(at - 1, at);
                at--;
            }
            put(at, value, weight);
        }
    }

    private boolean isAfter(int index, double value, double weight) {
        return values[index] > value || (weighted && values[index] == value && weights[index] > weight);
    }

    private void move(int from, int to) {
        put(to, values[from], weighted ? weights[from] : 0);
    }

    private void put(int index, double value, double weight) {
        values[index] = value;
        if (weighted) {
            weights[index] = weight;
        }
    }

    /** Sorts by the two digits above {@code shift}, from the last to the first, and then each group that agrees in them. */
    private void sortByDigits(int from, int to, int shift) {
        var count = to - from;
        distribute(values, weights, from, count, copiedValues, copiedWeights, 0, shift);
        distribute(copiedValues, copiedWeights, 0, count, values, weights, from, shift + DIGIT_BITS);
        var begin = from;
        for (var i = from + 1; i <= to; i++) {
            if (i == to || key(values[i]) >>> shift != key(values[begin]) >>> shift) {
                if (i - begin > 1) {
                    sort(begin, i);
                }
                begin = i;
            }
        }
    }

    private void distribute(
            double[] fromValues,
            double[] fromWeights,
            int from,
            int count,
            double[] toValues,
            double[] toWeights,
            int to,
            int shift) {
        Arrays.fill(places, 0);
        for (var i = from; i < from + count; i++) {
            places[(int) (key(fromValues[i]) >>> shift) & (DIGITS - 1)]++;
        }
        var next = to;
        for (var digit = 0; digit < DIGITS; digit++) {
            next += places[digit];
            places[digit] = next - places[digit];
        }
        for (var i = from; i < from + count; i++) {
            var place = places[(int) (key(fromValues[i]) >>> shift) & (DIGITS - 1)]++;
            toValues[place] = fromValues[i];
            if (weighted) {
                toWeights[place] = fromWeights[i];
            }
        }
    }

    /** Moves each number into the bucket of the bits above {@code shift}, and sorts each bucket. */
    private void sortByBuckets(int from, int to, int shift) {
        var ends = new int[BUCKETS];
        for (var i = from; i < to; i++) {
            ends[bucket(values[i], shift)]++;
        }
        var next = new int[BUCKETS];
        var end = from;
        for (var bucket = 0; bucket < BUCKETS; bucket++) {
            next[bucket] = end;
            end += ends[bucket];
            ends[bucket] = end;
        }
        for (var bucket = 0; bucket < BUCKETS; bucket++) {
            while (next[bucket] < ends[bucket]) {
                fill(bucket, next, shift);
            }
        }
        var begin = from;
        for (var each : ends) {
            sort(begin, each);
            begin = each;
        }
    }

    private static int bucket(double value, int shift) {
        return (int) (key(value) >>> shift) & (BUCKETS - 1);
    }

    /** Takes the number at the next place of a bucket, puts it where it belongs, does the same with the number found there, until one belongs here. */
    private void fill(int here, int[] next, int shift) {
        var value = values[next[here]];
        var weight = weighted ? weights[next[here]] : 0;
        for (var bucket = bucket(value, shift); bucket != here; bucket = bucket(value, shift)) {
            var place = next[bucket]++;
            var found = values[place];
            var foundWeight = weighted ? weights[place] : 0;
            put(place, value, weight);
            value = found;
            weight = foundWeight;
        }
        put(next[here]++, value, weight);
    }
}
