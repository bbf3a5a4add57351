/**
 * Load tests that somebody published as a table. In: the figures as they were written. Out: which values they allow, and whether they agree
 * with each other. Never: a limit, a trace. Start at PublishedAudits.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.tools.published;
