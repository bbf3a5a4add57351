/**
 * Text for a console and for a failed test. In: a {@link dev.assay.gate.RunVerdict}, one test's verdict, or a plan. Out: lines. Never:
 * arithmetic on figures, a decision. Start at TestText.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.report.console;
