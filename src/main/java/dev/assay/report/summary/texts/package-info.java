/**
 * The part of a summary about log-probabilities. In: the verdicts of a run. Out: lines of Markdown. Never: a computation of a figure. Start at
 * TextsTable.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.report.summary.texts;
