package dev.assay.stats;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** An immutable sequence of numbers, which may be empty. */
public final class Series {
    private final double[] values;

    private Series(double[] values) {
        this.values = values;
    }

    /** Returns the series of these numbers; NaN and infinity are allowed. */
    public static Series of(double... values) {
        return new Series(values.clone());
    }

    /** Returns the series of these numbers; NaN and infinity are allowed. */
    public static Series of(DoubleStream values) {
        return new Series(values.toArray());
    }

    /** Returns how many there are. */
    public int size() {
        return values.length;
    }

    /** Returns the number at an index from 0. */
    public double get(int index) {
        return values[index];
    }

    /** Returns the numbers, first to last. */
    public DoubleStream stream() {
        return Arrays.stream(values);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Series series && Arrays.equals(values, series.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return values.length + " numbers";
    }
}
