/**
 * Audits of the load as the client made it and saw it: was it on time, steady, and seen event by event? One file an audit. In: a {@link
 * dev.assay.recording.Recording}. Out: findings. Never: a verdict. Start at InFlight.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.audits.client;
