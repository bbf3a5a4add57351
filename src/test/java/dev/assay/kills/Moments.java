package dev.assay.kills;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Random;

/** Draws when gates are killed, and how often one is. */
final class Moments {
    private static final int MOST_OF_A_RUN = 4;

    private final Random random;
    private final Uninterrupted whole;
    /** Each file is drawn once before one is drawn again. */
    private final Deque<String> files = new ArrayDeque<>();

    Moments(long seed, Uninterrupted whole) {
        this.random = new Random(seed);
        this.whole = whole;
    }

    /** Returns how often a run is killed. */
    int kills() {
        return 1 + random.nextInt(MOST_OF_A_RUN);
    }

    /**
     * Returns the next moment: a time, a number of bytes of traces, or a file that is written.
     *
     * @param done whether all tests of the run had ended before
     */
    Moment next(Path gate, boolean done) {
        var kind = random.nextInt(4);
        var part = random.nextDouble();
        var half = random.nextBoolean();
        if (kind == 0) {
            var longest = done ? whole.resumed() : whole.took();
            return new Moment.After(
                    longest.multipliedBy(Math.round(1_000_000 * part)).dividedBy(1_000_000));
        }
        if (kind == 1 || done) {
            return Moment.OfFile.of(gate, file(), half);
        }
        var now = Moment.OfBytes.measured(gate);
        return new Moment.OfBytes(gate, now + Math.round(part * Math.max(0, whole.traces() - now)));
    }

    private String file() {
        if (files.isEmpty()) {
            var shuffled = new ArrayList<>(whole.written());
            Collections.shuffle(shuffled, random);
            files.addAll(shuffled);
        }
        return files.remove();
    }
}
