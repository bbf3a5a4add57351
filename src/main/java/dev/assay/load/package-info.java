/**
 * The driver. In: requests, ready to send, and how they come: so many at a time, or on a schedule. Out: their traces, as each ends. Never:
 * what the requests say, what the answers mean. Start at Loop.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.load;
