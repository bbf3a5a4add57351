package dev.assay.report.page.answers;

import dev.assay.accuracy.EvalsetScorer;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Question;
import dev.assay.recording.Recording;
import dev.assay.trace.Trace;
import dev.assay.trace.Transcript;
import dev.assay.trace.calls.ToolCall;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What came for a question, even if its request failed.
 *
 * @param text the content of the answer
 * @param thinking the text of the reasoning channel
 * @param calls the functions that it calls
 * @param whole the content and the calls of the second answer, which was asked without a stream
 */
record Received(String text, String thinking, String calls, String whole) {
    static final Received NOTHING = new Received("", "", "", "");

    /** Returns what came for each question that was asked, by its id. */
    static Map<String, Received> of(Evalset evalset, Recording recording) {
        var traces = recording.measured().stream()
                .collect(Collectors.toMap(Trace::id, Function.identity(), (first, second) -> first));
        var received = new HashMap<String, Received>();
        for (var question : evalset.questions()) {
            var id = EvalsetScorer.requestId(evalset, question);
            var trace = traces.get(id);
            if (trace != null) {
                var whole = traces.get(id + Question.WHOLE);
                var came = trace.transcript();
                received.put(
                        question.id(),
                        new Received(
                                came.text(),
                                came.reasoning(),
                                calls(came),
                                whole == null ? "" : both(whole.transcript())));
            }
        }
        return received;
    }

    private static String both(Transcript came) {
        var calls = calls(came);
        return came.text() + (came.text().isEmpty() || calls.isEmpty() ? "" : "\n") + calls;
    }

    private static String calls(Transcript came) {
        return came.calls().all().stream().map(ToolCall::toString).collect(Collectors.joining("\n"));
    }
}
