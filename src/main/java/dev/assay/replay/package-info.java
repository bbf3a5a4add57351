/**
 * Replays recordings. In: a recording that was kept as a tape. Out: a server on this machine that answers the same requests
 * with the same bytes, and their recorded times. Never: a verdict. Start at Tape.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.replay;
