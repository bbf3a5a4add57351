/**
 * What the traces of a cell amount to. In: a {@link dev.assay.trace.Recording}. Out: figures, each with its unit, its sample count and its
 * definition, and what the audits find about the measurement; for a row that somebody else published, what its figures say of each
 * other. Never: a limit, a clock. Start at FigureTable; for published rows at RowAudits, for other tools at rosetta.Tool and
 * imported.Importers.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.figures;
