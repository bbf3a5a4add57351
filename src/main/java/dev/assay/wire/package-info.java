/**
 * One request over HTTP/1.1. In: a {@link dev.assay.wire.Request}. Out: an {@link dev.assay.wire.Exchange}, which becomes a Trace: the
 * bytes, the time of each read, how it ended. Never: what to send or how many at once; parsing before the stamp. Start at Transport.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.wire;
