/**
 * Finds an answer in a text. In: a text that a model wrote. Out: the number or the part that it gives as its answer, with the
 * {@link dev.assay.accuracy.text.AnswerSource}. Never: the right answer. Start at AnswerFinder; docs/scoring.md states the rules.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.accuracy.text;
