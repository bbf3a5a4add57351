/**
 * Verdicts. In: a planned test and its {@link dev.assay.recording.Recording}. Out: a {@link dev.assay.gate.TestVerdict}. Never: a file, a
 * request, a layout. Start at Judge.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.gate;
