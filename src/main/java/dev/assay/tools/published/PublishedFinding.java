package dev.assay.tools.published;

/** What an audit found in a published row: one sentence with its numbers. */
public sealed interface PublishedFinding {
    /** Returns the sentence. */
    String text();

    /** The identity holds, under the definition that the sentence names. */
    record Holds(String text) implements PublishedFinding {}

    /** No rounding, no normal spread of requests and no known definition explains the figures. */
    record DoesNotHold(String text) implements PublishedFinding {}

    /** The row has too few figures, or does not show what would explain them. */
    record CannotBeSaid(String text) implements PublishedFinding {}
}
