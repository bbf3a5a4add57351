/**
 * Audits of requests and answers: are they complete, from the right model, of the right length? One file per audit. In: a
 * {@link dev.assay.recording.Recording}. Out: findings. Never: a figure, a verdict. Start at Completeness.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.audits.answers;
