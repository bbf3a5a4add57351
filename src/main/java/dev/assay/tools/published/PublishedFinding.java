package dev.assay.tools.published;

/** What an audit says of a published row, in one sentence with its numbers. */
public sealed interface PublishedFinding {
    /** Returns the sentence. */
    String text();

    /** The identity holds, under the definition that the sentence names. */
    record Holds(String text) implements PublishedFinding {}

    /** No rounding, no spread that requests for one workload have and no definition that is known explains the figures. */
    record DoesNotHold(String text) implements PublishedFinding {}

    /** The row does not say enough, or what would explain it cannot be known from it. */
    record CannotBeSaid(String text) implements PublishedFinding {}
}
