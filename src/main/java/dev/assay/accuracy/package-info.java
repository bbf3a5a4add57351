/**
 * Scores answers to questions. In: a {@link dev.assay.plan.evalsets.Question} and the {@link dev.assay.accuracy.Answer} that arrived.
 * Out: a {@link dev.assay.accuracy.ScoredQuestion} for each question, and {@link dev.assay.accuracy.Scores}, the figures of an evalset.
 * Never: a limit, a verdict, a file, a request. Start at ScoredQuestion; docs/scoring.md states the rules.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.accuracy;
