/**
 * The load. In: requests that are ready to send, and how they come: so many at a time, or on a schedule. Out: a trace for each, as it ends.
 * Never: what the requests say, what the answers mean. Start at LoadLoop.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.load;
