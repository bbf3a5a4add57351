/**
 * The log-probabilities tests of {@code report.html}. In: verdicts on texts, and what they are compared with. Out: what the templates show and what the
 * scripts draw. Never: a decision, HTML. Start at TextsSection.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.report.page.texts;
