/**
 * {@code trends.html}: how figures went over many runs, in one file that a browser opens without a network. In: the lines of {@code history.csv}. Out: the text
 * of the page. Never: a verdict, HTML written by hand. Start at TrendsPage.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.report.trends;
