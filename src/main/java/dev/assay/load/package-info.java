/**
 * The driver. In: requests, ready to send, and how many may be in flight. Out: their traces, as each ends. Never: what the requests say,
 * what the answers mean. Start at ClosedLoop.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.load;
