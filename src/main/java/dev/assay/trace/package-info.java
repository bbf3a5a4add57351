/**
 * The recorded stream of one request. In: bytes and the times of their reads. Out: a {@link dev.assay.trace.Trace} and the content of its bytes
 * ({@link dev.assay.trace.Transcript}). Never: a socket, a clock, a file, a figure. Start at Trace.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.trace;
