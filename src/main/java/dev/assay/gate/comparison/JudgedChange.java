package dev.assay.gate.comparison;

import java.util.Optional;

/**
 * The change that a limit judges, for people.
 *
 * @param now the value of the test: {@code 7/100}
 * @param reference the value of the reference: {@code 53/100}
 * @param amount the change, with its sign: {@code -46.0 pp}; for a limit on a ratio the ratio: {@code 75.0 % of it}
 * @param allowed the margin, with the sign of a change for the worse: {@code -5 pp}; for a limit on a ratio the least allowed one: {@code ≥ 95 %}
 * @param beyond how far the change lies beyond the margin, without a sign: {@code 41.0 pp}; empty if it is within the margin
 * @param bound the one-sided bound that must be within the margin for PASS: {@code -54.6 pp}; empty if nothing bounds the change
 * @param confidence of that bound: {@code 95 %}
 * @param chance how probable so large a loss is by chance: {@code p < 0.0001}; empty where no such probability decides
 */
public record JudgedChange(
        String now,
        String reference,
        String amount,
        String allowed,
        Optional<String> beyond,
        Optional<String> bound,
        String confidence,
        Optional<String> chance) {
    /** Returns by how much a difference exceeds a margin, as people see it; empty if it does not. */
    static Optional<String> pointsBeyond(double loss, double margin) {
        return loss > margin ? Optional.of(AccuracyRule.points(loss - margin, 0).substring(1)) : Optional.empty();
    }
}
