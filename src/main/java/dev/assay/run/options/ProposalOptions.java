package dev.assay.run.options;

/**
 * Limits are proposed from the repeats of each test.
 *
 * @param runs how many repeats each test has, at least 3
 * @param rate how often chance may fail a test, above 0 and below 0.5
 * @param write whether thresholds.yaml is changed; if not, the difference is only shown
 */
public record ProposalOptions(int runs, double rate, boolean write) {}
