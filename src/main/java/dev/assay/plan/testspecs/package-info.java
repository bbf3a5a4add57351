/**
 * Reads tests and their limits. In: the entries of thresholds.yaml. Out: a {@link dev.assay.plan.testspecs.TestSpec} for each: load test,
 * evalset or protocol. Never: a deployment, a request, a verdict. Start at TestSpec.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.plan.testspecs;
