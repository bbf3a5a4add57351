/**
 * Audits of what was asked and answered: are the requests complete, from the right model, of the right length? One file an audit. In: a
 * {@link dev.assay.recording.Recording}. Out: findings. Never: a figure, a verdict. Start at Completeness.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.audits.answers;
