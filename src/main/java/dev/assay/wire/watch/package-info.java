/**
 * How long bytes wait for a thread that reads. In: when the thread looks at its sockets and when it wakes. Out: delays. Never: a socket, a thread.
 * Start at LoopWatch.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.wire.watch;
