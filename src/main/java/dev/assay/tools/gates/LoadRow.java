package dev.assay.tools.gates;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * An item of {@code load}.
 *
 * @param inputTokens the length of each prompt
 * @param outputTokens the length of each answer
 * @param requests how many are measured; empty: as many as is usual
 * @param warmup how many are sent before; empty: as many as is usual
 * @param repeats how often it is measured
 * @param tier its tier; empty: every tier
 */
record LoadRow(
        String name,
        int inputTokens,
        int outputTokens,
        Pace pace,
        Optional<Integer> requests,
        Optional<Integer> warmup,
        int repeats,
        String tier,
        String source,
        List<LimitRow> limits) {
    LoadRow {
        limits = List.copyOf(limits);
    }

    /** Returns the name of its workload. */
    String workload() {
        return "in" + inputTokens + "-out" + outputTokens;
    }

    /** How requests are sent. */
    sealed interface Pace {
        /** A number of requests is always in flight. */
        record Concurrency(int inFlight) implements Pace {}

        /**
         * Requests arrive on their own.
         *
         * @param perSecond above 0
         * @param maxInFlight the most that are let out at a time
         */
        record Rate(BigDecimal perSecond, int maxInFlight) implements Pace {}
    }
}
