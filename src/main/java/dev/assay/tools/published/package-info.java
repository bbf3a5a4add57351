/**
 * Published tables of load tests. In: the figures as they were written. Out: the values that they allow, and whether they agree with each other.
 * Never: a limit, a trace. Start at PublishedAudits.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.tools.published;
