/**
 * The command line. In: properties {@code -Dassay.x=y}. Out: {@link dev.assay.run.options.Options}, or every problem. Never: a file, a
 * request. Start at Options.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.run.options;
