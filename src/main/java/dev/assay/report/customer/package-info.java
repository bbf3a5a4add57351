/**
 * A summary of several runs for people outside the team. In: finished runs, judged again, and the blocks that people wrote into an earlier edition.
 * Out: Markdown in two languages. Never: a statement that the data do not have. Start at CustomerSummary.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.report.customer;
