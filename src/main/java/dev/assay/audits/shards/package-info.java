/**
 * Audits of a test that several shards measured: are all there, did they send at the same time, different prompts, by clocks that can be compared? One file
 * per audit. In: a {@link dev.assay.recording.Recording}. Out: findings. Never: a verdict. Start at ShardsWhole.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.audits.shards;
