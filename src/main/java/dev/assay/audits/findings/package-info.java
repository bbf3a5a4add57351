/**
 * The result of one audit. In: a name, a severity, a sentence. Out: a {@link dev.assay.audits.findings.Finding}. Never: a check, a table of
 * audits. Start at Finding.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.audits.findings;
