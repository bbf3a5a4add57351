/**
 * Limits that a run proposes, and thresholds.yaml with them. In: the verdicts of a run with several starts. Out: the difference, shown or written. Never: a
 * computation of a limit. Start at ProposedLimits.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.run.proposed;
