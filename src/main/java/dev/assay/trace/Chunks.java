package dev.assay.trace;

import dev.assay.trace.Transcript.Chunk;
import dev.assay.trace.numbers.PackedNumbers;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The events of an answer, in a few bytes each, since a test has millions of them. It is a list for everything that is done once; what is done with
 * every event of a load test asks for single members by index.
 */
public final class Chunks extends AbstractList<Chunk> implements RandomAccess {
    private static final byte OUTPUT = 1;
    private static final byte FINISH = 2;
    /** Stands for a number that the event does not say. */
    private static final int NOT_SAID = Integer.MIN_VALUE;

    private final PackedNumbers ends;
    private final byte[] flags;
    /** Empty if no event says its tokens. */
    private final int[] tokens;
    /** Empty if no event has a usage. */
    private final int[] running;

    private final int outputs;

    private Chunks(PackedNumbers ends, byte[] flags, int[] tokens, int[] running, int outputs) {
        this.ends = ends;
        this.flags = flags;
        this.tokens = tokens;
        this.running = running;
        this.outputs = outputs;
    }

    /** Returns these chunks. */
    static Chunks copyOf(List<Chunk> chunks) {
        if (chunks instanceof Chunks packed) {
            return packed;
        }
        var builder = new Builder();
        chunks.forEach(builder::add);
        return builder.build();
    }

    @Override
    public int size() {
        return flags.length;
    }

    @Override
    public Chunk get(int index) {
        return new Chunk(
                end(index),
                output(index),
                (flags[index] & FINISH) != 0,
                saysTokens(index) ? (Integer) tokens[index] : null,
                saysRunning(index) ? (Integer) running[index] : null);
    }

    /** Returns the offset at which an event was complete. */
    public int end(int index) {
        return (int) ends.get(index);
    }

    /** Returns whether an event carries output. */
    public boolean output(int index) {
        return (flags[index] & OUTPUT) != 0;
    }

    /** Returns whether an event carries output or the finish reason. */
    public boolean outputOrFinish(int index) {
        return flags[index] != 0;
    }

    /** Returns how many events carry output. */
    public int outputs() {
        return outputs;
    }

    /** Returns the index of the first event with output; -1 if there is none. */
    public int firstOutput() {
        for (var i = 0; i < flags.length; i++) {
            if (output(i)) {
                return i;
            }
        }
        return -1;
    }

    /** Returns whether any event says how many tokens it has. */
    public boolean sayTokens() {
        return tokens.length > 0;
    }

    /** Returns whether an event says how many tokens it has. */
    public boolean saysTokens(int index) {
        return tokens.length > 0 && tokens[index] != NOT_SAID;
    }

    /** Returns how many tokens an event says that it has, which it must say. */
    public int tokens(int index) {
        return tokens[index];
    }

    /** Returns whether any event says how many tokens the answer had by then. */
    public boolean sayRunning() {
        return running.length > 0;
    }

    private boolean saysRunning(int index) {
        return running.length > 0 && running[index] != NOT_SAID;
    }

    /** Collects events in their order. */
    static final class Builder {
        private long[] ends = new long[64];
        private byte[] flags = new byte[64];
        private int[] tokens = {};
        private int[] running = {};
        private int count;
        private int outputs;

        void add(Chunk chunk) {
            add(chunk.end(), chunk.output(), chunk.finish(), chunk.tokens(), chunk.running());
        }

        /** Adds an event without a finish reason. */
        void add(int end, boolean output, @Nullable Integer said, @Nullable Integer sum) {
            add(end, output, false, said, sum);
        }

        private void add(int end, boolean output, boolean finish, @Nullable Integer said, @Nullable Integer sum) {
            if (count == flags.length) {
                ends = Arrays.copyOf(ends, count * 2);
                flags = Arrays.copyOf(flags, count * 2);
            }
            ends[count] = end;
            flags[count] = (byte) ((output ? OUTPUT : 0) | (finish ? FINISH : 0));
            tokens = with(tokens, said);
            running = with(running, sum);
            outputs += output ? 1 : 0;
            count++;
        }

        /** Most streams say no such number, and need no array for it. */
        private int[] with(int[] numbers, @Nullable Integer number) {
            if (numbers.length == 0 && number == null) {
                return numbers;
            }
            var all = numbers;
            if (all.length <= count) {
                all = Arrays.copyOf(numbers, flags.length);
                Arrays.fill(all, numbers.length == 0 ? 0 : count, all.length, NOT_SAID);
            }
            all[count] = number == null ? NOT_SAID : number;
            return all;
        }

        Chunks build() {
            return new Chunks(
                    PackedNumbers.of(ends, count),
                    Arrays.copyOf(flags, count),
                    tokens.length == 0 ? tokens : Arrays.copyOf(tokens, count),
                    running.length == 0 ? running : Arrays.copyOf(running, count),
                    outputs);
        }
    }
}
