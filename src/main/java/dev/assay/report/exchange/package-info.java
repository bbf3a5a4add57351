/**
 * Writes the answers of a run so that other tools can read them. In: an evalset and the recording of its answers. Out: files in the shape of
 * lm-evaluation-harness's samples. Never: a verdict. Start at LmEvalSamples.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.report.exchange;
