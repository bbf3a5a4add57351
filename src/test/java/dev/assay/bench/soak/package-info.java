/**
 * The gate for a long time: one process that runs load tests until a million requests are sent, and whether it grows or slows down meanwhile. In: a reference
 * server in a process of its own. Out: {@code docs/soak.md} and its picture. Never: a figure of a server. Start at SoakBench.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.bench.soak;
