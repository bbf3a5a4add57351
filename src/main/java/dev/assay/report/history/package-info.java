/**
 * What was measured, run after run, as lines of {@code history.csv}. In: the verdicts of a run, and the text of the file as it is. Out: the text of the file
 * as it becomes. Never: a file, a trend. Start at HistoryTable.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.report.history;
