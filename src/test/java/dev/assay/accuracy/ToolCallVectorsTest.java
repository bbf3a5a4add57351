package dev.assay.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.Location;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.evalsets.ToolCallQuestions;
import dev.assay.trace.Payload;
import dev.assay.trace.Transcript;
import dev.assay.trace.calls.CallFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers with calls of functions as servers send them, each streamed (the deltas of its events) and whole (its message), with the outcome that docs/scoring.md gives.
 */
class ToolCallVectorsTest {
    private static final Path VECTORS = Path.of("src/test/resources/scoring/tool-calls.jsonl");
    private static final JsonMapper JSON = JsonMapper.shared();

    static Stream<JsonNode> vectors() throws IOException {
        return Files.readAllLines(VECTORS).stream().map(JSON::readTree);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void givesTheOutcome(JsonNode vector) {
        var question = question(vector);
        var finish = vector.path("finish").asString();
        var streamed = half(question, stream(vector.path("stream"), finish));
        var whole = half(
                question,
                whole(vector.path("whole"), vector.path("whole_finish").asString(finish)));

        var scored = StreamAgreement.of(streamed, whole);

        assertThat(scored.outcome().name())
                .as("%s of %s", scored.explanation(), vector)
                .isEqualTo(vector.path("outcome").asString());
        assertThat(scored.explanation()).isEqualTo(vector.path("says").asString(scored.explanation()));
    }

    /** The function is called, and then again as text. */
    @Test
    void findsTheCallsOfAMalformedAnswer() {
        var question = question(JSON.readTree("{\"calls\": []}"));
        var calls =
                "{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"get_time\",\"arguments\":\"{}\"}}]}";
        var left = "{\"content\":\"<tool_call>\"}";

        var both = half(question, stream(JSON.readTree("[" + calls + "," + left + "]"), "tool_calls"))
                .scored();
        var text =
                half(question, stream(JSON.readTree("[" + left + "]"), "stop")).scored();

        assertThat(both.outcome()).isEqualTo(Outcome.MALFORMED_CALL);
        assertThat(both.found()).isEqualTo("get_time({})");
        assertThat(text.outcome()).isEqualTo(Outcome.MALFORMED_CALL);
        assertThat(text.found()).isNull();
    }

    @Test
    void hasAnAnswerForEveryOutcomeOfAQuestionThatWasAnswered() throws IOException {
        assertThat(vectors().map(vector -> vector.path("outcome").asString()))
                .contains("CORRECT", "WRONG", "NO_ANSWER", "MALFORMED_CALL", "STREAM_DIFFERS")
                .contains("TRUNCATED", "EMPTY", "REFUSED");
    }

    @Test
    void hasAnAnswerForEveryFaultAndDescribesIt() throws IOException {
        var said = vectors().map(vector -> vector.path("says").asString("")).collect(Collectors.joining("\n"));
        var page = Files.readString(Path.of("docs/scoring.md"));

        assertThat(CallFault.values()).allSatisfy(fault -> {
            assertThat(said).contains(fault.toString());
            assertThat(page).contains("| " + fault + " | ");
        });
    }

    private static Question question(JsonNode vector) {
        var place = new Location("evalsets/some.jsonl", 1, 1);
        return new Question(
                "q-01",
                "What is it?",
                ToolCallQuestions.expected(
                        vector.path("calls").toString(), vector.path("choice").asString("auto")),
                false,
                List.of(),
                place);
    }

    private static StreamAgreement.Half half(Question question, String body) {
        var answer = Answer.of(Transcript.of(Payload.of(body)));
        return new StreamAgreement.Half(ScoredQuestion.of(question, answer, null), answer);
    }

    private static String stream(JsonNode deltas, String finish) {
        var events = new StringBuilder();
        for (var delta : deltas) {
            events.append(event(delta, null));
        }
        return events.append(event(JSON.createObjectNode(), finish))
                .append("data: [DONE]\n\n")
                .toString();
    }

    private static String event(JsonNode delta, @Nullable String finish) {
        var json = JSON.createObjectNode();
        json.put("object", "chat.completion.chunk").put("model", "m");
        json.putArray("choices")
                .addObject()
                .put("index", 0)
                .put("finish_reason", finish)
                .set("delta", delta);
        return "data: " + json + "\n\n";
    }

    private static String whole(JsonNode message, String finish) {
        var json = JSON.createObjectNode();
        json.put("object", "chat.completion").put("model", "m");
        json.putArray("choices")
                .addObject()
                .put("index", 0)
                .put("finish_reason", finish)
                .set("message", message);
        return json.toString();
    }
}
