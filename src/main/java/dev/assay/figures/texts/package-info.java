/**
 * Log-probabilities of fixed texts into figures. In: a recording of a log-probabilities test. Out: {@link dev.assay.figures.texts.TextScores}: for
 * each text its tokens and their log-probabilities, and the figures over all. Never: a limit, a verdict. Start at TextScores.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.figures.texts;
