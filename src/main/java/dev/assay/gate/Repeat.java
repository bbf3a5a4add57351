package dev.assay.gate;

import dev.assay.gate.verdicts.Verdict;
import dev.assay.recording.Recording;
import java.util.function.Supplier;

/** What came of one repeat of a test. */
public sealed interface Repeat {
    /** Returns its number, from 1. */
    int number();

    /**
     * Its requests were sent.
     *
     * @param source where it was measured, for people: {@code run 20261129-021500-000, repeat 2}
     * @param recording reads its recording; the recordings of many repeats need not be in memory together
     */
    record Recorded(int number, String source, Supplier<Recording> recording) implements Repeat {}

    /**
     * It was spoilt, and was measured again later. It stays in the result and decides nothing.
     *
     * @param source where it was measured, for people
     */
    record Superseded(int number, String source, Supplier<Recording> recording) implements Repeat {}

    /** Nothing was sent for it. */
    record NotSent(int number, Verdict.Unmeasured why) implements Repeat {
        /** Says why, and what to do. */
        public NotSent(int number, String reason, String remedy) {
            this(number, new Verdict.Unmeasured(reason, remedy));
        }
    }
}
