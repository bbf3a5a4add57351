/**
 * What the traces of a cell amount to. In: a {@link dev.assay.trace.Recording}. Out: figures, each with its unit, its sample count and its
 * definition, and what the audits find about the measurement. Never: a limit, a clock. Start at FigureTable.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.figures;
