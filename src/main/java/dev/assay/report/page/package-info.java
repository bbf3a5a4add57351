/**
 * {@code report.html}: one file that a browser opens without a network. In: a {@link dev.assay.gate.results.RunVerdict}, its recordings and
 * what it is compared with. Out: the page's text. Never: arithmetic on figures, a decision, HTML written by hand (that is in
 * {@code src/main/jte}, which escapes what it is given). Start at ReportPage.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.report.page;
