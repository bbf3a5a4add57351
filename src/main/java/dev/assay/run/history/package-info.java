/**
 * The files {@code history.csv} and {@code trends.html} of a folder of runs. In: lines of a run, or the results of all runs. Out: the files, whole, whatever other
 * gates do. Never: a verdict. Start at HistoryFile.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.run.history;
