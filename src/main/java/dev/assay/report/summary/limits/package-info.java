/**
 * What limits measured, allow, and are missed by. In: verdicts on limits. Out: short texts in one language. Never: a decision. Start at
 * LimitText.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.report.summary.limits;
