/**
 * The times of requests. In: a {@link dev.assay.trace.Trace}. Out: its latencies, gaps and tokens of the first read, and how many requests
 * were in flight. Never: a statistic. Start at RequestTimes.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.figures.times;
