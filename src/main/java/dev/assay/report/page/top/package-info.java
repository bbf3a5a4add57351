/**
 * The top of {@code report.html}, for a reader who was not there. In: a {@link dev.assay.gate.results.RunVerdict}. Out: the verdict of the run, what
 * is not passed and by how much, whether to believe it, and what it does not show. Never: a decision, HTML. Start at PageHead.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.report.page.top;
