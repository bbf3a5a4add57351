/**
 * Files that people write, read with line numbers. In: YAML, JSON and JSON Lines. Out: values that know their {@link
 * dev.assay.input.Location}, or one {@link dev.assay.input.InputException} with every problem. Never: what a key means. Start at Fields.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.input;
