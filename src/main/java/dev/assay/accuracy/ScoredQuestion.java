package dev.assay.accuracy;

import dev.assay.accuracy.scorers.Scorer;
import dev.assay.accuracy.scorers.Scorers;
import dev.assay.accuracy.text.AnswerSource;
import dev.assay.accuracy.text.MarkedAnswer;
import dev.assay.accuracy.text.TextNormalizer;
import dev.assay.plan.evalsets.AnswerForm;
import dev.assay.plan.evalsets.Expected;
import dev.assay.plan.evalsets.Question;
import dev.assay.trace.calls.CallFault;
import dev.assay.trace.calls.ToolCall;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One question with its outcome.
 *
 * @param found the answer as it stands in the text; of a truncated answer, what was found in the text so far; absent if there is none
 * @param source where the answer was found; absent if the scorer does not tell, and if none was found
 * @param explanation the message of a failure: {@code expected 42, found 41 (last number)}
 */
public record ScoredQuestion(
        Question question,
        Outcome outcome,
        @Nullable String found,
        @Nullable AnswerSource source,
        String explanation) {

    /**
     * Judges an answer. The first of these that is true decides: a filter held the answer back, the thinking never ended, the answer was
     * cut off, its calls of functions are malformed, it is blank, it is correct, it is a refusal. Otherwise the scorer decides.
     *
     * @param form the only place where the answer is looked for; absent: the scorer looks in the whole text
     * @throws IllegalArgumentException if the question cannot be judged; see {@link Scorers#objection}
     */
    public static ScoredQuestion of(Question question, Answer answer, @Nullable AnswerForm form) {
        var expected = "expected " + question.expected().shown() + ", ";
        var text = answer.finalText();
        if (answer.filtered()) {
            return bare(question, Outcome.REFUSED, expected + "held back by a content filter");
        }
        if (answer.thinkUnclosed()) {
            return bare(question, Outcome.THINK_UNCLOSED, expected + "the thinking never ended");
        }
        var faults = question.expected() instanceof Expected.ToolCalls calls && !answer.cut()
                ? CallForm.faults(calls, answer)
                : List.<CallFault>of();
        if (!faults.stream().allMatch(CallFault::tolerated)) {
            return malformed(question, answer, faults, expected);
        }
        if (text.isBlank()
                && !(question.expected() instanceof Expected.ToolCalls
                        && !answer.calls().isEmpty())) {
            return blank(question, answer, expected);
        }
        var result = result(question, form, text, answer);
        var judged = answer.cut()
                ? truncated(question, result, expected + answer.cutBy())
                : complete(question, result, text, expected);
        return faults.isEmpty()
                ? judged
                : new ScoredQuestion(
                        question,
                        judged.outcome(),
                        judged.found(),
                        judged.source(),
                        judged.explanation() + " (tolerated: " + said(faults) + ")");
    }

    private static ScoredQuestion malformed(Question question, Answer answer, List<CallFault> faults, String expected) {
        var calls = answer.calls().all().stream().map(ToolCall::toString).collect(Collectors.joining(", "));
        var shown = Stream.of(calls, answer.finalText().strip())
                .filter(part -> !part.isEmpty())
                .map(TextNormalizer::excerpt)
                .collect(Collectors.joining("; "));
        var broken = faults.stream().filter(fault -> !fault.tolerated()).toList();
        return new ScoredQuestion(
                question,
                Outcome.MALFORMED_CALL,
                calls.isEmpty() ? null : calls,
                null,
                expected + said(broken) + (shown.isEmpty() ? "" : ": " + shown));
    }

    private static String said(List<CallFault> faults) {
        return faults.stream().map(CallFault::toString).collect(Collectors.joining(", "));
    }

    /** Returns the question with the outcome of a failed request; the message says how it failed. */
    public static ScoredQuestion transportError(Question question, String message) {
        return bare(question, Outcome.TRANSPORT_ERROR, "not measured: " + message);
    }

    /** Returns the question with the outcome of a request that missed a deadline; the message says which. */
    public static ScoredQuestion timeout(Question question, String message) {
        return bare(question, Outcome.TIMEOUT, "not measured: " + message);
    }

    private static Scorer.Result result(Question question, @Nullable AnswerForm form, String text, Answer answer) {
        var scorer = Scorers.of(question.expected());
        if (form == null || question.expected() instanceof Expected.ToolCalls) {
            return scorer.score(text, answer.calls().all());
        }
        return MarkedAnswer.in(form, scorer.answerIn(text))
                .map(said -> scorer.scoreInForm(form, said))
                .orElseGet(() -> new Scorer.Result.Nothing(form.mark()));
    }

    private static ScoredQuestion blank(Question question, Answer answer, String expected) {
        if (answer.cut()) {
            return bare(question, Outcome.TRUNCATED, expected + answer.cutBy() + " before any text");
        }
        var hint = answer.reasoning().isBlank() ? "" : "; all text came in the reasoning channel";
        return bare(question, Outcome.EMPTY, expected + "the answer is empty" + hint);
    }

    private static ScoredQuestion truncated(Question question, Scorer.Result result, String start) {
        return switch (result) {
            case Scorer.Result.Correct(var found, var source) -> soFar(question, start, found, source);
            case Scorer.Result.Wrong(var found, var source) -> soFar(question, start, found, source);
            case Scorer.Result.Nothing(var sought) ->
                bare(question, Outcome.TRUNCATED, start + "; no " + sought + " so far");
        };
    }

    private static ScoredQuestion soFar(Question question, String start, String found, @Nullable AnswerSource source) {
        var explanation = start + "; so far " + shown(found, source);
        return new ScoredQuestion(question, Outcome.TRUNCATED, found, source, explanation);
    }

    private static ScoredQuestion complete(Question question, Scorer.Result result, String text, String expected) {
        if (!(result instanceof Scorer.Result.Correct) && Refusals.isRefusal(text)) {
            return bare(question, Outcome.REFUSED, expected + "refused: " + TextNormalizer.excerpt(text));
        }
        return switch (result) {
            case Scorer.Result.Correct(var found, var source) ->
                new ScoredQuestion(question, Outcome.CORRECT, found, source, "found " + shown(found, source));
            case Scorer.Result.Wrong(var found, var source) ->
                new ScoredQuestion(question, Outcome.WRONG, found, source, expected + "found " + shown(found, source));
            case Scorer.Result.Nothing(var sought) ->
                bare(
                        question,
                        Outcome.NO_ANSWER,
                        expected + "found no " + sought + " in: " + TextNormalizer.excerpt(text));
        };
    }

    private static ScoredQuestion bare(Question question, Outcome outcome, String explanation) {
        return new ScoredQuestion(question, outcome, null, null, explanation);
    }

    private static String shown(String found, @Nullable AnswerSource source) {
        return TextNormalizer.excerpt(found) + (source == null ? "" : " (" + source + ")");
    }
}
