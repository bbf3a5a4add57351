/**
 * What a run would do, checked before anything is sent. In: the options, thresholds.yaml, this JVM. Out: a {@link dev.assay.run.checked.CheckedPlan}, or every
 * problem. Never: a request, a verdict. Start at CheckedPlan.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.run.checked;
