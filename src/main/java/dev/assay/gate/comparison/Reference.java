package dev.assay.gate.comparison;

import dev.assay.starts.RunSet;
import java.util.Optional;

/** What a test is compared with. */
public sealed interface Reference {
    /**
     * It was measured.
     *
     * @param set its measurements
     * @param paired whether test and reference were measured in turns in one run, so that the i-th measurements of both are a pair
     * @param stored where it comes from if it was stored before, and how its conditions differ, for people; empty: this run measured it too
     */
    record Found(RunSet set, boolean paired, Optional<String> stored) implements Reference {
        /** One that the run of the test measured too. */
        public Found(RunSet set, boolean paired) {
            this(set, paired, Optional.empty());
        }
    }

    /**
     * It was not measured, or it cannot be compared with the test.
     *
     * @param reason what was expected and what was found
     * @param remedy what to do, one sentence
     */
    record Missing(String reason, String remedy) implements Reference {}

    /**
     * Nothing was accepted yet that it could be compared with, and the file says that this may be so.
     *
     * @param reason what was looked for
     * @param remedy what to do, one sentence
     */
    record First(String reason, String remedy) implements Reference {}
}
