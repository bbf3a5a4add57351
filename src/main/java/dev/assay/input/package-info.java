/**
 * Files that people write, read with their line numbers. In: text of YAML and JSON Lines. Out: values that know their {@link
 * dev.assay.input.Location}, or one {@link dev.assay.input.InputException} with every problem. Never: what a key means. Start at
 * Fields.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.input;
