/**
 * Audits of the server by what it reports: its counters, its log, its prefix cache, its GPUs. One file per audit. In: a {@link
 * dev.assay.recording.Recording}. Out: findings. Never: a request, a verdict. Start at ServerCounts.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.audits.server;
