package dev.assay.tools.gates;

import java.util.List;

/**
 * An item of {@code accuracy}.
 *
 * @param concurrency how many questions are in flight
 * @param tier its tier; empty: every tier
 */
record AccuracyRow(Gsm8k evalset, int concurrency, String tier, String source, List<LimitRow> limits) {
    AccuracyRow {
        limits = List.copyOf(limits);
    }
}
