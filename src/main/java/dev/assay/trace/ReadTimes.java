package dev.assay.trace;

import dev.assay.trace.numbers.PackedNumbers;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * When the bytes of a body came: one entry for each read from the socket, with its time and the offset after its last byte. Events of one read have
 * the same time, so nothing that is computed from a trace has a finer resolution than a read.
 *
 * <p>A read takes 7.5 bytes of memory in most streams: two for its offset, four for its time, and a share of what its block has in common.
 */
public final class ReadTimes {
    private final PackedNumbers ends;
    private final PackedNumbers nanos;

    private ReadTimes(PackedNumbers ends, PackedNumbers nanos) {
        this.ends = ends;
        this.nanos = nanos;
    }

    /** Returns how many reads there were. */
    public int count() {
        return ends.count();
    }

    /** Returns the offset after the last byte of read {@code index}. */
    public int end(int index) {
        return (int) ends.get(index);
    }

    /** Returns when read {@code index} came, in nanoseconds of the trace's clock. */
    public long nanos(int index) {
        return nanos.get(index);
    }

    /** Returns the index of the read that brought the byte before {@code offset}, which must lie in {@code 1..} the last read's end. */
    public int indexOf(int offset) {
        var index = ends.firstFrom(offset);
        if (offset < 1 || index == ends.count()) {
            throw new IllegalArgumentException("no read brought the byte before offset " + offset);
        }
        return index;
    }

    /** Returns when the byte before {@code offset} came. */
    public long arrival(int offset) {
        return nanos.get(indexOf(offset));
    }

    /** Returns the same reads, each this many nanoseconds earlier. */
    ReadTimes earlier(long by) {
        var all = IntStream.range(0, count()).mapToLong(i -> nanos(i) - by).toArray();
        return new ReadTimes(ends, PackedNumbers.of(all, all.length));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReadTimes reads && ends.equals(reads.ends) && nanos.equals(reads.nanos);
    }

    @Override
    public int hashCode() {
        return Objects.hash(ends, nanos);
    }

    @Override
    public String toString() {
        return ends.count() + " reads";
    }

    /** Collects reads in the order in which they come. */
    public static final class Builder {
        private long[] ends;
        private long[] nanos;
        private int count;

        public Builder() {
            this(64);
        }

        /** @param expected how many reads will probably come */
        public Builder(int expected) {
            ends = new long[Math.max(1, expected)];
            nanos = new long[ends.length];
        }

        /** Adds a read that ended at {@code end}, beyond the one before, at {@code time}, not before it. */
        public Builder add(int end, long time) {
            var backwards = count > 0 && (end <= ends[count - 1] || time < nanos[count - 1]);
            if (backwards || end <= 0) {
                throw new IllegalArgumentException("read " + count + " goes backwards: end " + end + ", time " + time);
            }
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, count * 2);
                nanos = Arrays.copyOf(nanos, count * 2);
            }
            ends[count] = end;
            nanos[count++] = time;
            return this;
        }

        /** Returns when the last read came; the smallest possible number if there is none. */
        public long last() {
            return count == 0 ? Long.MIN_VALUE : nanos[count - 1];
        }

        public ReadTimes build() {
            return new ReadTimes(PackedNumbers.of(ends, count), PackedNumbers.of(nanos, count));
        }
    }
}
