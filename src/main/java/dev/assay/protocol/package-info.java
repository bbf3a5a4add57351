/**
 * How an endpoint behaves on the wire, before any number counts. In: the {@link dev.assay.trace.Recording} of a deployment's {@link
 * dev.assay.spec.Protocol}. Out: one {@link dev.assay.protocol.Checked} for each check. Never: a figure, a limit, a request. Start at
 * Checks.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.protocol;
