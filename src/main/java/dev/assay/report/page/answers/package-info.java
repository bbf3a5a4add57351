/**
 * The evalsets of {@code report.html}. In: verdicts, recordings and comparisons of evalsets. Out: what the templates show and what the
 * scripts draw. Never: a score, HTML. Start at AccuracySection.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.report.page.answers;
