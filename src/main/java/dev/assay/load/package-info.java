/**
 * Sends the requests of a test. In: requests that are ready to send, and their pace: so many at a time, or a schedule. Out: a trace for each request when it ends.
 * Never: what the requests say, what the answers mean. Start at LoadLoop.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.load;
