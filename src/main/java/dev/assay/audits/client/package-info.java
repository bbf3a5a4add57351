/**
 * Audits of the client's side: was the load sent on time, was it steady, and was each event seen? One file per audit. In: a {@link
 * dev.assay.recording.Recording}. Out: findings. Never: a verdict. Start at InFlight.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.audits.client;
