/**
 * Plans one run. In: thresholds.yaml and the selection of the command line. Out: {@link dev.assay.plan.Thresholds}, checked, and the
 * {@link dev.assay.plan.Plan}: the tests in their order, each on its deployment. Never: a request, a figure's value, a verdict. Start at
 * Thresholds.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.plan;
