package dev.assay.shards;

import java.util.Optional;

/**
 * One of the processes that measure a run together, usually each on a machine of its own.
 *
 * @param number from 1
 * @param of how many there are
 */
public record Shard(int number, int of) {
    /** The largest number of shards. Each one asks the shared directory for the state of all others several times a second. */
    public static final int MOST = 1000;

    public Shard {
        if (number < 1 || number > of || of > MOST) {
            throw new IllegalArgumentException("there is no shard " + number + " of " + of);
        }
    }

    /** Returns whether it decides for all: it writes down what the run is, says when a test begins and which shard is lost, and does alone what must be done once. */
    public boolean leads() {
        return number == 1;
    }

    /**
     * Returns its part of a test; empty if it has none.
     *
     * @param sharing how many shards, from the first on, share the test
     */
    public Optional<Part> part(int sharing) {
        return number <= sharing ? Optional.of(new Part(number, sharing)) : Optional.empty();
    }

    /** Returns it as the command line has it: {@code 2/4}. */
    @Override
    public String toString() {
        return number + "/" + of;
    }
}
