/**
 * Figures and outcomes against limits. In: a planned row and its {@link dev.assay.trace.Recording}. Out: a {@link
 * dev.assay.gate.RowVerdict}. Never: a file, a request, a layout. Start at Judge.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.gate;
