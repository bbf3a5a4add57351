/**
 * What an answer is worth. In: a {@link dev.assay.spec.Question} and the {@link dev.assay.accuracy.Answer} that arrived. Out: {@link
 * dev.assay.accuracy.Scored}, one outcome a question, and {@link dev.assay.accuracy.Scores}, an evalset's figures. Never: a limit, a
 * verdict, a file, a request. Start at Scored; docs/scoring.md states the policies.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.accuracy;
