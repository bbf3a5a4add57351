package dev.assay.accuracy;

import dev.assay.input.JsonValue;
import dev.assay.trace.calls.ToolCall;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a question that was asked twice, once for a stream and once for an answer that comes whole. Both must call the same functions with the same
 * arguments, in the same order.
 */
final class StreamAgreement {
    private static final String STREAMED = "streamed: ";
    private static final String WHOLE = "; not streamed: ";

    private StreamAgreement() {}

    /**
     * One of the two answers.
     *
     * @param scored the question with the outcome of this answer alone
     * @param answer absent if the request failed
     */
    record Half(ScoredQuestion scored, @Nullable Answer answer) {
        private List<Called> calls() {
            return answer == null
                    ? List.of()
                    : answer.calls().all().stream().map(Called::of).toList();
        }
    }

    /** A call without its id. */
    private record Called(String name, Optional<JsonValue.OfObject> values, String arguments) {
        static Called of(ToolCall call) {
            var values = call.values();
            return new Called(call.name(), values, values.isPresent() ? "" : call.arguments());
        }
    }

    /** Returns the outcome of both: of the failed one, of the malformed one, of the one that was cut off, or that they differ; otherwise the one that they share. */
    static ScoredQuestion of(Half streamed, Half whole) {
        var first = streamed.scored();
        var second = whole.scored();
        if (first.outcome().notMeasured()) {
            return first;
        }
        if (second.outcome().notMeasured()) {
            return with(second, second.outcome(), second.explanation() + " (the request that asks for no stream)");
        }
        var both = STREAMED + first.explanation() + WHOLE + second.explanation();
        if (first.outcome() == Outcome.MALFORMED_CALL || second.outcome() == Outcome.MALFORMED_CALL) {
            return first.explanation().equals(second.explanation())
                    ? with(first, Outcome.MALFORMED_CALL, first.explanation() + " (streamed and not streamed)")
                    : with(first, Outcome.MALFORMED_CALL, both);
        }
        // What came before the cut may be any part of the calls, and a parser may leave it out.
        if (first.outcome() == Outcome.TRUNCATED || second.outcome() == Outcome.TRUNCATED) {
            return first.outcome() == second.outcome() ? first : with(first, Outcome.TRUNCATED, both);
        }
        if (!streamed.calls().equals(whole.calls())) {
            return with(first, Outcome.STREAM_DIFFERS, both);
        }
        if (first.outcome() == second.outcome()) {
            return first;
        }
        return with(first, first.outcome() == Outcome.CORRECT ? second.outcome() : first.outcome(), both);
    }

    private static ScoredQuestion with(ScoredQuestion scored, Outcome outcome, String explanation) {
        return new ScoredQuestion(scored.question(), outcome, scored.found(), scored.source(), explanation);
    }
}
