/**
 * What a reader looks up at the end of {@code report.html}: protocol, settings, environment, definitions, other tools. In: a
 * {@link dev.assay.gate.results.RunVerdict} and the facts of its environment. Out: tables in both languages. Never: arithmetic on figures, HTML. Start at
 * Facts.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.report.page.facts;
