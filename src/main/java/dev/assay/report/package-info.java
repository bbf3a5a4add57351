/**
 * The files of a run. In: a {@link dev.assay.gate.RunVerdict}. Out: the run directory and JUnit XML. Never: arithmetic on figures, a
 * decision. Start at RunDirectory.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.report;
