/**
 * What was accepted as the reference of a deployment's tests, and the file that keeps it. In: run sets, or {@code baselines/<deployment>.json}. Out: the
 * text of such a file, run sets, how one baseline differs from another, and how far accepted baselines drifted. Never: a verdict, a decision to accept.
 * Start at Baseline.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.baseline;
