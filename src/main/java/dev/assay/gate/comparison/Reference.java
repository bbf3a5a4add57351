package dev.assay.gate.comparison;

import dev.assay.starts.RunSet;

/** What a test is compared with. */
public sealed interface Reference {
    /**
     * It was measured.
     *
     * @param set its measurements
     * @param paired whether test and reference were measured in turns in one run, so that the i-th measurements of both are a pair
     */
    record Found(RunSet set, boolean paired) implements Reference {}

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
