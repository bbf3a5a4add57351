/**
 * The same questions, asked several times. In: the scores of each time. Out: which questions flipped, and how much the accuracy changes. Never: a verdict.
 * Start at RepeatedScores.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.accuracy.repeats;
