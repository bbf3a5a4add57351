/**
 * Deployments: a model at a precision on an engine, and the way to its server. In: the entries of thresholds.yaml. Out: a {@link
 * dev.assay.plan.deployments.Deployment} for each. Never: a connection, a process. Start at Deployment.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.plan.deployments;
