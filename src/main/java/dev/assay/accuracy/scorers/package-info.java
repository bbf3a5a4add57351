/**
 * Compares a text with the right answer of a question. In: an {@link dev.assay.plan.evalsets.Expected} and the text that a model wrote, with its calls of functions.
 * Out: whether the right answer, another one or none was found, and where. Never: a request, an outcome such as a timeout. Start at
 * Scorers.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.accuracy.scorers;
