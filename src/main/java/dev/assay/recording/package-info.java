/**
 * The traces of one test with its side records, and the files that keep them. In: traces; what was seen of client, server and GPUs. Out: a
 * {@link dev.assay.recording.Recording}, written and read again. Never: a socket, a clock, a figure. Start at Recording.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.recording;
