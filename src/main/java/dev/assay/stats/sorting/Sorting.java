package dev.assay.stats.sorting;

import java.util.Arrays;

/**
 * Sorts finite numbers. Millions of them are sorted digit by digit, from the last to the first, which takes a quarter of the time that comparing them
 * takes; digits in which all numbers agree take none. Source: Knuth, The Art of Computer Programming 3, section 5.2.5, sorting by distribution.
 */
public final class Sorting {
    /** Fewer numbers fit into the processor's cache, where comparing them is as fast. */
    private static final int MANY = 1 << 16;

    private static final int BITS = 11;
    private static final int MASK = (1 << BITS) - 1;
    private static final int DIGITS = (Long.SIZE + BITS - 1) / BITS;

    private Sorting() {}

    public static void sort(double[] values) {
        sort(values, values.length);
    }

    /** Sorts the first {@code count} numbers, the smallest first. There must be no NaN and no negative zero. */
    public static void sort(double[] values, int count) {
        if (count < MANY) {
            Arrays.sort(values, 0, count);
            return;
        }
        var counts = counts(values, count);
        var from = values;
        var to = new double[count];
        var moves = 0;
        for (var digit = 0; digit < DIGITS; digit++) {
            var places = places(counts[digit]);
            if (places.length > 0) {
                distribute(from, to, count, places, digit);
                var sorted = to;
                to = from;
                from = sorted;
                moves++;
            }
        }
        if (moves % 2 == 1) {
            System.arraycopy(from, 0, values, 0, count);
        }
    }

    private static int[][] counts(double[] values, int count) {
        var counts = new int[DIGITS][1 << BITS];
        for (var i = 0; i < count; i++) {
            var key = key(values[i]);
            for (var digit = 0; digit < DIGITS; digit++) {
                counts[digit][(int) (key >>> (digit * BITS)) & MASK]++;
            }
        }
        return counts;
    }

    /** Returns where the numbers with each digit begin; an empty array if all have the same one. */
    private static int[] places(int[] counts) {
        var places = new int[counts.length];
        var next = 0;
        var kinds = 0;
        for (var i = 0; i < counts.length; i++) {
            places[i] = next;
            next += counts[i];
            kinds += counts[i] > 0 ? 1 : 0;
        }
        return kinds > 1 ? places : new int[0];
    }

    private static void distribute(double[] from, double[] to, int count, int[] places, int digit) {
        for (var i = 0; i < count; i++) {
            to[places[(int) (key(from[i]) >>> (digit * BITS)) & MASK]++] = from[i];
        }
    }

    /** Returns a key that, read without a sign, is in the order of the numbers: of a negative number, all bits are turned over. */
    private static long key(double value) {
        var bits = Double.doubleToRawLongBits(value);
        return bits ^ ((bits >> (Long.SIZE - 1)) | Long.MIN_VALUE);
    }
}
