/**
 * Pages in Markdown for people. In: a {@link dev.assay.gate.RunVerdict}, results of other tools, or published tables. Out: summary.md and
 * the pages beside it. Never: arithmetic on figures, a decision. Start at Summary.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.report.summary;
