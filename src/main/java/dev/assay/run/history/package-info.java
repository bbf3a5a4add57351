/** The file {@code runs/history.csv}. In: lines of a run. Out: the file with them at its end, whole, whatever other gates do. Never: a figure. Start at HistoryFile. */
@org.jspecify.annotations.NullMarked
package dev.assay.run.history;
