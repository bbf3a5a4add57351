/**
 * What must not stand in anything that the gate writes. In: keys and tokens, and texts or bytes in which a server may have repeated them. Out: the same without
 * them, each byte in its place. Never: where a secret comes from. Start at Secrets.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.wire.secrets;
