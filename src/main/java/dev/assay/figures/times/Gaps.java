package dev.assay.figures.times;

import dev.assay.trace.Chunks;
import dev.assay.trace.ReadTimes;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * The gaps between the successive reads with output of one request. A run has millions of them, so they are not kept: they are computed from the
 * stamps of the request each time they are asked for.
 */
public final class Gaps {
    private static final double NANOS_PER_MS = 1e6;

    private final ReadTimes reads;
    private final Chunks chunks;
    private final int count;
    private final double first;

    private Gaps(ReadTimes reads, Chunks chunks, int count, double first) {
        this.reads = reads;
        this.chunks = chunks;
        this.count = count;
        this.first = first;
    }

    /**
     * Returns the gaps of a request.
     *
     * @param stamps those of its reads with output, at least one
     */
    static Gaps of(ReadTimes reads, Chunks chunks, long[] stamps) {
        return new Gaps(reads, chunks, stamps.length - 1, stamps.length < 2 ? 0 : millis(stamps, 0));
    }

    private static double millis(long[] stamps, int gap) {
        return (stamps[gap + 1] - stamps[gap]) / NANOS_PER_MS;
    }

    /** Returns how many gaps there are. */
    public int count() {
        return count;
    }

    /** Returns the first gap in milliseconds; empty if there is none. */
    public OptionalDouble first() {
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(first);
    }

    /** Returns the gaps in milliseconds. */
    public DoubleStream millis() {
        return Arrays.stream(each());
    }

    private double[] each() {
        var stamps = RequestTimes.stamps(reads, chunks);
        var millis = new double[count];
        for (var i = 0; i < count; i++) {
            millis[i] = millis(stamps, i);
        }
        return millis;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Gaps gaps && Arrays.equals(each(), gaps.each());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(each());
    }

    @Override
    public String toString() {
        return count + " gaps";
    }
}
