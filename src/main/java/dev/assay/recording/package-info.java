/**
 * The traces of one test with their side records. In: traces, and what was recorded about the client, the server and its GPUs. Out: a {@link
 * dev.assay.recording.Recording}. Never: a socket, a clock, a figure. Start at Recording.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.recording;
