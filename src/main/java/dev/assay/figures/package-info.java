/**
 * Figures of a load test. In: a {@link dev.assay.recording.Recording}. Out: values, each with its unit, its sample size and its definition.
 * Never: a limit, a clock, an audit. Start at FigureTable.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.figures;
