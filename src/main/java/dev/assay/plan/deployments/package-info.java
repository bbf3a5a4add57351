/**
 * Reads deployments: a model at a precision on an engine, and how its server is reached. In: the entries of thresholds.yaml. Out: a
 * {@link dev.assay.plan.deployments.Deployment} for each. Never: a connection, a process. Start at Deployment.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.plan.deployments;
