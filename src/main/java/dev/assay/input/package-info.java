/**
 * Reads files that people write, with line numbers. In: YAML, JSON and JSON Lines. Out: values that have their
 * {@link dev.assay.input.Location}, or one {@link dev.assay.input.InputException} with every problem. Never: what a key means. Start at
 * Fields.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.input;
