package dev.assay.accuracy;

import dev.assay.figures.ServerFigure;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Expected;
import dev.assay.plan.evalsets.Question;
import dev.assay.recording.Recording;
import dev.assay.trace.Ending;
import dev.assay.trace.FinishCounts;
import dev.assay.trace.Trace;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Scores the answers of an evalset from their traces. */
public final class EvalsetScorer {
    private EvalsetScorer() {}

    /** Returns the id of the request that asks a question. */
    public static String requestId(Evalset evalset, Question question) {
        return evalset.name() + "-" + question.id();
    }

    /**
     * Returns the ids of all requests that ask a question: one, or a second one that asks for no stream if the answer may call functions.
     */
    public static List<String> requestIds(Evalset evalset, Question question) {
        var id = requestId(evalset, question);
        return question.expected() instanceof Expected.ToolCalls ? List.of(id, id + Question.WHOLE) : List.of(id);
    }

    /** Scores every question of the evalset. A question without a trace was not asked. */
    public static Scores score(Evalset evalset, Recording recording) {
        var traces = recording.measured().stream().collect(Collectors.toMap(Trace::id, Function.identity()));
        var scored = evalset.questions().stream()
                .map(question -> score(evalset, question, traces))
                .toList();
        var contents = new HashMap<ScoredQuestion, String>();
        for (var each : scored) {
            var trace = traces.get(requestId(evalset, each.question()));
            if (trace != null && trace.ending() instanceof Ending.Complete) {
                contents.put(each, trace.transcript().text());
            }
        }
        return new Scores(
                scored,
                FinishCounts.of(traces.values()),
                ServerFigure.ACCEPT_LENGTH.of(recording),
                RuleRate.of(scored, contents));
    }

    /** Returns the answers of an evalset by the ids of their questions; a question that was not answered is missing. */
    public static Map<String, Answer> answers(Evalset evalset, Recording recording) {
        var traces = recording.measured().stream().collect(Collectors.toMap(Trace::id, Function.identity()));
        var answers = new LinkedHashMap<String, Answer>();
        for (var question : evalset.questions()) {
            var trace = traces.get(requestId(evalset, question));
            if (trace != null && trace.ending() instanceof Ending.Complete) {
                answers.put(question.id(), Answer.of(trace.transcript()));
            }
        }
        return answers;
    }

    /**
     * Returns the recording with only the traces of this evalset's questions. The recording may have more traces if the evalset was reduced
     * to one question.
     */
    public static Recording recordingOf(Evalset evalset, Recording recording) {
        var asked = evalset.questions().stream()
                .flatMap(question -> requestIds(evalset, question).stream())
                .collect(Collectors.toSet());
        return recording.with(recording.traces().stream()
                .filter(trace -> asked.contains(trace.id()))
                .toList());
    }

    private static ScoredQuestion score(Evalset evalset, Question question, Map<String, Trace> traces) {
        var halves = requestIds(evalset, question).stream()
                .map(traces::get)
                .map(trace -> new StreamAgreement.Half(score(evalset, question, trace), answer(trace)))
                .toList();
        return halves.size() == 1
                ? halves.getFirst().scored()
                : StreamAgreement.of(halves.getFirst(), halves.getLast());
    }

    private static @Nullable Answer answer(@Nullable Trace trace) {
        return trace != null && trace.complete() ? Answer.of(trace.transcript()) : null;
    }

    private static ScoredQuestion score(Evalset evalset, Question question, @Nullable Trace trace) {
        if (trace == null) {
            return ScoredQuestion.transportError(question, "not asked");
        }
        return switch (trace.ending()) {
            case Ending.Complete ignored ->
                ScoredQuestion.of(question, Answer.of(trace.transcript()), evalset.answerIn());
            case Ending.Timeout timeout -> ScoredQuestion.timeout(question, timeout.describe());
            case Ending other -> ScoredQuestion.transportError(question, other.word() + " (" + other.describe() + ")");
        };
    }
}
