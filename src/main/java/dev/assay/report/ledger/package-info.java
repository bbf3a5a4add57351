/**
 * Writes how answers changed from run to run. In: ledgers of answers. Out: lines for a console, a page, and lines of JSON for programs. Never: a
 * verdict, a file. Start at LedgerPage.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.report.ledger;
