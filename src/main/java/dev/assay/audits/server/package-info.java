/**
 * Audits of the server by what it says of itself: its counters, its log, its cache, its GPUs. One file an audit. In: a {@link
 * dev.assay.recording.Recording}. Out: findings. Never: a request, a verdict. Start at ServerCounts.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.audits.server;
