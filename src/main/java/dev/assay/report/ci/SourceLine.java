package dev.assay.report.ci;

/**
 * A line of a file, as CI systems name it.
 *
 * @param path relative to the root of the checkout, with {@code /} between
 * @param line from 1
 */
public record SourceLine(String path, int line) {}
