package dev.assay.figures.times;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The gaps between the successive reads with output of one request. A run has millions of them, so they are kept as plain numbers. */
public final class Gaps {
    private static final double NANOS_PER_MS = 1e6;

    private final double[] millis;

    private Gaps(double[] millis) {
        this.millis = millis;
    }

    /** Returns the gaps between these stamps, at least one, in nanoseconds. */
    public static Gaps between(long[] stamps) {
        return new Gaps(IntStream.range(1, stamps.length)
                .mapToDouble(i -> (stamps[i] - stamps[i - 1]) / NANOS_PER_MS)
                .toArray());
    }

    /** Returns how many gaps there are. */
    public int count() {
        return millis.length;
    }

    /** Returns the gaps in milliseconds. */
    public DoubleStream millis() {
        return Arrays.stream(millis);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Gaps gaps && Arrays.equals(millis, gaps.millis);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(millis);
    }

    @Override
    public String toString() {
        return millis.length + " gaps";
    }
}
