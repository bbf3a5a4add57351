/**
 * TLS without a socket. In: the bytes that a socket brought, and bytes to send. Out: what they say, and the records to write. Never: HTTP,
 * selectors, times. Start at TlsSession.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.wire.tls;
