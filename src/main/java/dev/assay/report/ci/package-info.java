/**
 * What CI systems read of a run beside JUnit XML. In: verdicts, and the places in files that they are about. Out: annotations, pages and JSON as texts. Never:
 * a decision, an undefined figure as a number. Start at Annotations.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.report.ci;
