/**
 * Writes what the rules of other tools say of the answers, as Markdown. In: a run's verdicts. Out: lines for the summary. Never: a verdict, a
 * file. Start at RuleTables.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.report.rules;
