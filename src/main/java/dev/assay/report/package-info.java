/**
 * Verdicts for people and for machines. In: a {@link dev.assay.gate.RunVerdict}, or published rows. Out: lines for a console, the text of
 * a failure, result.json, summaries in Markdown, the document about the published records. Never: arithmetic on figures, a decision.
 * Start at RowText.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.report;
