/**
 * Answers that another tool collected. In: its files of samples, an evalset, and the answers of a run. Out: which of its answers belongs to which
 * question, and both sides by the same scorers. Never: a comparison of two scorers. Start at SampleFile.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.tools.samples;
