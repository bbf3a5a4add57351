package dev.assay.suite;

import static dev.assay.testing.Streams.DONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.ScriptedEndpoint.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Three questions about calls of functions, each asked streamed and not, at servers whose streams are right, lose a piece, or say something else. */
@Tag("slow")
class ToolCallGateTest {
    private static final String ROW = "served calls";
    private static final String WEATHER = "get_weather({\"city\":\"Paris\"})";

    @TempDir
    Path folder;

    @BeforeEach
    void writeQuestions() throws IOException {
        Files.createDirectories(folder.resolve("evalsets"));
        Files.writeString(folder.resolve("evalsets/calls.jsonl"), """
                {"id": "one", "type": "tool-call", "question": "Weather in Paris?", "tool-choice": "required", "calls": [{"name": "get_weather", "arguments": {"city": "Paris"}}]}
                {"id": "two", "type": "tool-call", "question": "Weather in Paris and Rome?", "parallel": true, "calls": [{"name": "get_weather", "arguments": {"city": "Rome"}}, {"name": "get_weather", "arguments": {"city": "Paris"}}]}
                {"id": "none", "type": "tool-call", "question": "Thank you.", "calls": []}
                """);
        Files.writeString(folder.resolve("evalsets/calls.yaml"), """
                max-tokens: 64
                tools:
                  - type: function
                    function: {name: get_weather, parameters: {type: object, properties: {city: {type: string}}}}
                """);
        Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                deployments:
                  served:
                    model: small
                    precision: bf16
                    engine: vllm
                    accuracy:
                      - {evalset: calls, limits: {accuracy: {min: 3/3}, malformed-call: {max: 0/3}, stream-differs: {max: 0/3}}}
                """);
    }

    /** @param lastPiece how the arguments of a streamed call end */
    private static Script answer(Seen request, String lastPiece) {
        return switch (request.path()) {
            case "/v1/models" -> Script.json(200, "{\"data\":[{\"id\":\"small\",\"owned_by\":\"vllm\"}]}");
            case "/version" -> Script.json(200, "{\"version\":\"0.32.0\"}");
            case "/metrics" -> Script.document(404, "text/plain", "");
            default -> chat(JsonMapper.shared().readTree(request.body()), lastPiece);
        };
    }

    private static Script chat(JsonNode body, String lastPiece) {
        var question = body.at("/messages/0/content").asString();
        var streamed = body.path("stream").asBoolean();
        if (question.startsWith("Thank")) {
            return streamed
                    ? Script.stream(event("{\"content\":\"You are welcome.\"}"), finish("stop"), DONE)
                    : whole("{\"content\":\"You are welcome.\"}", "stop");
        }
        var both = question.contains("Rome");
        if (!streamed) {
            return whole(
                    "{\"content\":null,\"tool_calls\":[" + call(1, "Paris") + (both ? "," + call(2, "Rome") : "")
                            + "]}",
                    "tool_calls");
        }
        var stream = Script.stream()
                .chunk(event("{\"role\":\"assistant\",\"content\":\"\"}"))
                .chunk(begin(0))
                .chunk(piece(0, "{\\\"city\\\": "))
                .chunk(piece(0, both ? "\\\"Paris\\\"}" : lastPiece));
        if (both) {
            stream = stream.chunk(begin(1)).chunk(piece(1, "{\\\"city\\\": \\\"Rome\\\"}"));
        }
        return stream.chunk(finish("tool_calls")).chunk(DONE).end();
    }

    private static String begin(int index) {
        return event("{\"tool_calls\":[{\"index\":" + index + ",\"id\":\"call-" + index
                + "\",\"type\":\"function\",\"function\":{\"name\":\"get_weather\"}}]}");
    }

    private static String piece(int index, String arguments) {
        return event("{\"tool_calls\":[{\"index\":" + index + ",\"function\":{\"arguments\":\"" + arguments + "\"}}]}");
    }

    private static String call(int id, String city) {
        return "{\"id\":\"call-" + id
                + "\",\"type\":\"function\",\"function\":{\"name\":\"get_weather\",\"arguments\":\"{\\\"city\\\": \\\""
                + city + "\\\"}\"}}";
    }

    private static String event(String delta) {
        return "data: {\"model\":\"small\",\"choices\":[{\"index\":0,\"delta\":" + delta
                + ",\"finish_reason\":null}]}\n\n";
    }

    private static String finish(String reason) {
        return "data: {\"model\":\"small\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason
                + "\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":5}}\n\n";
    }

    private static Script whole(String message, String reason) {
        return Script.json(
                200,
                "{\"object\":\"chat.completion\",\"model\":\"small\",\"choices\":[{\"index\":0,\"message\":" + message
                        + ",\"finish_reason\":\"" + reason
                        + "\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":5}}");
    }

    @Test
    void passesAServerWhoseStreamsAreRightAndReplaysBothAnswers() {
        try (var server = new ScriptedEndpoint(request -> answer(request, "\\\"Paris\\\"}"))) {
            var live = GateRun.of("accuracy", folder, "endpoint=" + server.base(), "record=true");

            assertThat(live.test(ROW + " accuracy").status()).isEqualTo("passed");
            assertThat(live.with("failed")).isEmpty();
            assertThat(server.requests())
                    .filteredOn(request -> request.line().startsWith("POST"))
                    .extracting(Seen::id)
                    .containsExactlyInAnyOrder(
                            "calls-one",
                            "calls-one~whole",
                            "calls-two",
                            "calls-two~whole",
                            "calls-none",
                            "calls-none~whole");
            assertThat(body(server, "calls-two")).isEqualTo(JsonMapper.shared().readTree("""
                    {"model": "small", "max_tokens": 64, "temperature": 0, "repetition_penalty": 1, "stream": true,
                     "stream_options": {"include_usage": true},
                     "messages": [{"role": "user", "content": "Weather in Paris and Rome?"}],
                     "tools": [{"type": "function", "function": {"name": "get_weather",
                       "parameters": {"type": "object", "properties": {"city": {"type": "string"}}}}}],
                     "tool_choice": "auto", "parallel_tool_calls": true}
                    """));
            assertThat(body(server, "calls-one~whole"))
                    .isEqualTo(JsonMapper.shared().readTree("""
                    {"model": "small", "max_tokens": 64, "temperature": 0, "repetition_penalty": 1, "stream": false,
                     "messages": [{"role": "user", "content": "Weather in Paris?"}],
                     "tools": [{"type": "function", "function": {"name": "get_weather",
                       "parameters": {"type": "object", "properties": {"city": {"type": "string"}}}}}],
                     "tool_choice": "required"}
                    """));
        }

        var replayed = GateRun.of("accuracy", folder);

        assertThat(replayed.test(ROW + " accuracy").status()).isEqualTo("passed");
        assertThat(replayed.with("failed")).isEmpty();
    }

    private static JsonNode body(ScriptedEndpoint server, String id) {
        return server.requests().stream()
                .filter(request -> request.id().equals(id))
                .map(request -> JsonMapper.shared().readTree(request.body()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void failsAServerWhoseStreamsLoseAPiece() {
        try (var server = new ScriptedEndpoint(request -> answer(request, ""))) {
            var run = GateRun.of("accuracy", folder, "endpoint=" + server.base());

            assertThat(run.with("failed")).containsExactlyInAnyOrder(ROW + " accuracy", ROW + " malformed-call");
            assertThat(run.test(ROW + " one").message())
                    .contains("MALFORMED_CALL")
                    .contains("streamed: expected " + WEATHER
                            + ", the arguments are not one JSON object: get_weather({\"city\": ); not streamed: found "
                            + WEATHER);
        }
    }

    @Test
    void failsAServerWhoseStreamsHaveOtherArguments() {
        try (var server = new ScriptedEndpoint(request -> answer(request, "\\\"Rome\\\"}"))) {
            var run = GateRun.of("accuracy", folder, "endpoint=" + server.base());

            assertThat(run.with("failed")).containsExactlyInAnyOrder(ROW + " accuracy", ROW + " stream-differs");
            assertThat(run.test(ROW + " one").message())
                    .contains("STREAM_DIFFERS")
                    .contains("streamed: expected " + WEATHER
                            + ", found get_weather({\"city\":\"Rome\"}); not streamed: found " + WEATHER);
        }
    }
}
