package dev.assay.figures;

/** What an audit says of a published row, in one sentence with its numbers. */
public sealed interface RowFinding {
    /** Returns the sentence. */
    String text();

    /** The identity holds, under the definition that the sentence names. */
    record Holds(String text) implements RowFinding {}

    /** No rounding, no spread that requests for one workload have and no definition that is known explains the figures. */
    record DoesNotHold(String text) implements RowFinding {}

    /** The row does not say enough, or what would explain it cannot be known from it. */
    record CannotBeSaid(String text) implements RowFinding {}
}
