/**
 * Checks how an endpoint behaves on the wire. In: the {@link dev.assay.recording.Recording} of a deployment's
 * {@link dev.assay.plan.testspecs.Protocol}. Out: a {@link dev.assay.protocol.CheckResult} for each check. Never: a figure, a limit, a request.
 * Start at ProtocolChecks.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.protocol;
