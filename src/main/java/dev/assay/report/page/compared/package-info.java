/**
 * What {@code report.html} compares: tests with references, and the run with another. In: verdicts of limits that compare, and compared runs.
 * Out: what the templates show and what the scripts draw. Never: a decision, HTML. Start at ComparedSection.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.report.page.compared;
