package dev.assay.trace;

import java.util.Arrays;

/**
 * When the bytes of a body came: one entry for each read from the socket, with its time and the offset after its last byte. Events of one read have
 * the same time, so nothing that is computed from a trace has a finer resolution than a read.
 */
public final class ReadTimes {
    private final int[] ends;
    private final long[] nanos;

    private ReadTimes(int[] ends, long[] nanos) {
        this.ends = ends;
        this.nanos = nanos;
    }

    /** Returns how many reads there were. */
    public int count() {
        return ends.length;
    }

    /** Returns the offset after the last byte of read {@code index}. */
    public int end(int index) {
        return ends[index];
    }

    /** Returns when read {@code index} came, in nanoseconds of the trace's clock. */
    public long nanos(int index) {
        return nanos[index];
    }

    /** Returns the index of the read that brought the byte before {@code offset}, which must lie in {@code 1..} the last read's end. */
    public int indexOf(int offset) {
        if (offset < 1 || ends.length == 0 || offset > ends[ends.length - 1]) {
            throw new IllegalArgumentException("no read brought the byte before offset " + offset);
        }
        var found = Arrays.binarySearch(ends, offset);
        return found >= 0 ? found : -found - 1;
    }

    /** Returns when the byte before {@code offset} came. */
    public long arrival(int offset) {
        return nanos[indexOf(offset)];
    }

    /** Returns the same reads, each this many nanoseconds earlier. */
    ReadTimes earlier(long by) {
        return new ReadTimes(ends, Arrays.stream(nanos).map(time -> time - by).toArray());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReadTimes reads && Arrays.equals(ends, reads.ends) && Arrays.equals(nanos, reads.nanos);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(ends) + Arrays.hashCode(nanos);
    }

    @Override
    public String toString() {
        return ends.length + " reads";
    }

    /** Collects reads in the order in which they come. */
    public static final class Builder {
        private int[] ends = new int[64];
        private long[] nanos = new long[64];
        private int count;

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
            return new ReadTimes(Arrays.copyOf(ends, count), Arrays.copyOf(nanos, count));
        }
    }
}
