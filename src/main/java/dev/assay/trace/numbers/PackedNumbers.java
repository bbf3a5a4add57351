package dev.assay.trace.numbers;

import java.util.Arrays;
import java.util.Objects;

/**
 * Whole numbers in as few bytes as they need: of each block of eight, the first one, and for every number its distance from that one. A long answer
 * has a thousand stamps and offsets, and a test ten thousand answers. Two are equal if their numbers are.
 */
public final class PackedNumbers {
    private static final int SHIFT = 3;
    private static final long UNSIGNED_SHORT = 0xFFFF;
    private static final long UNSIGNED_INT = 0xFFFF_FFFFL;

    private final int count;
    private final long[] firsts;
    /** One of these has the distances, the others are empty. */
    private final char[] shorts;

    private final int[] ints;
    private final long[] longs;

    private PackedNumbers(int count, long[] firsts, char[] shorts, int[] ints, long[] longs) {
        this.count = count;
        this.firsts = firsts;
        this.shorts = shorts;
        this.ints = ints;
        this.longs = longs;
    }

    /** Returns the first {@code count} numbers of an array. */
    public static PackedNumbers of(long[] numbers, int count) {
        var firsts = new long[Math.ceilDiv(count, 1 << SHIFT)];
        var most = 0L;
        for (var i = 0; i < count; i++) {
            if (i % (1 << SHIFT) == 0) {
                firsts[i >> SHIFT] = numbers[i];
            }
            // A distance below 0 or beyond a long has its highest bit set, and so counts as the largest.
            var distance = numbers[i] - firsts[i >> SHIFT];
            most = Long.compareUnsigned(distance, most) > 0 ? distance : most;
        }
        var packed = new PackedNumbers(
                count,
                firsts,
                new char[fits(most, UNSIGNED_SHORT) ? count : 0],
                new int[!fits(most, UNSIGNED_SHORT) && fits(most, UNSIGNED_INT) ? count : 0],
                new long[fits(most, UNSIGNED_INT) ? 0 : count]);
        for (var i = 0; i < count; i++) {
            packed.set(i, numbers[i] - firsts[i >> SHIFT]);
        }
        return packed;
    }

    private static boolean fits(long number, long most) {
        return number >= 0 && number <= most;
    }

    private void set(int index, long distance) {
        if (shorts.length > 0) {
            shorts[index] = (char) distance;
        } else if (ints.length > 0) {
            ints[index] = (int) distance;
        } else {
            longs[index] = distance;
        }
    }

    public int count() {
        return count;
    }

    /** Returns the number at an index from 0. */
    public long get(int index) {
        var first = firsts[index >> SHIFT];
        if (shorts.length > 0) {
            return first + shorts[index];
        }
        return first + (ints.length > 0 ? ints[index] & UNSIGNED_INT : longs[index]);
    }

    /** Returns the index of the first number that is at least {@code least}, where the numbers grow; the count if there is none. */
    public int firstFrom(long least) {
        var from = 0;
        var to = count;
        while (from < to) {
            var middle = (from + to) >>> 1;
            if (get(middle) < least) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    @Override
    public boolean equals(Object other) {
        // The same numbers always have the same form.
        return other instanceof PackedNumbers packed
                && Arrays.equals(firsts, packed.firsts)
                && Arrays.equals(shorts, packed.shorts)
                && Arrays.equals(ints, packed.ints)
                && Arrays.equals(longs, packed.longs);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                Arrays.hashCode(firsts), Arrays.hashCode(shorts), Arrays.hashCode(ints), Arrays.hashCode(longs));
    }
}
