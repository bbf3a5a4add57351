/**
 * Questions with their right answers, and how they are asked. In: the files of an evalset. Out: a checked
 * {@link dev.assay.plan.evalsets.Evalset}, and all problems. Never: an answer of a model, a request. Start at Evalset; a new kind of
 * right answer is one record of {@link dev.assay.plan.evalsets.Expected} and one line in its {@code read}.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.plan.evalsets;
