/**
 * The harness against itself. In: how many requests a row keeps in flight. Out: what the harness adds to a time, found on a server of
 * known truth, and what disturbed it while a row ran. Never: the server under test; what a limit makes of it. Start at Rehearsal.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.rehearsal;
