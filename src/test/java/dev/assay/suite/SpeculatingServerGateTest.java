package dev.assay.suite;

import static dev.assay.testing.Streams.DONE;
import static dev.assay.testing.Streams.USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.ScriptedEndpoint.Seen;
import dev.assay.testing.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An evalset asked of a server that speculates: 3 drafts and 6 accepted tokens for each answer, so 1 + 6 / 3 tokens per step. */
@Tag("slow")
class SpeculatingServerGateTest {
    @TempDir
    Path folder;

    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();

    @BeforeEach
    void writeTwoQuestions() throws IOException {
        Files.createDirectories(folder.resolve("evalsets"));
        Files.writeString(folder.resolve("evalsets/two.jsonl"), """
                {"id": "a", "type": "number", "question": "What is 1 + 1?", "answer": "2"}
                {"id": "b", "type": "number", "question": "What is 0 + 2?", "answer": "2"}
                """);
    }

    private GateRun ask(String limits) throws IOException {
        Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                deployments:
                  small:
                    model: smollm2-135m
                    precision: bf16
                    engine: vllm
                    accuracy:
                      - {evalset: two, limits: {%s}}
                """.formatted(limits));
        try (var server = new ScriptedEndpoint(this::answer)) {
            return GateRun.of("accuracy", folder, "endpoint=" + server.base());
        }
    }

    private Script answer(Seen request) {
        return switch (request.path()) {
            case "/v1/models" -> Script.json(200, "{\"data\":[{\"id\":\"smollm2-135m\",\"owned_by\":\"vllm\"}]}");
            case "/version" -> Script.json(200, "{\"version\":\"0.32.0\"}");
            case "/metrics" -> {
                looks.incrementAndGet();
                yield Script.document(200, "text/plain", page(answers.get()));
            }
            default -> {
                answers.incrementAndGet();
                yield Script.stream(Streams.ROLE, SAID, STOPPED, USAGE, DONE);
            }
        };
    }

    private static final String SAID = """
            data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1795289686,"model":"smollm2-135m",\
            "choices":[{"index":0,"delta":{"content":"2"},"logprobs":null,"finish_reason":null}]}

            """;

    private static final String STOPPED = """
            data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1795289686,"model":"smollm2-135m",\
            "choices":[{"index":0,"delta":{"content":""},"logprobs":null,"finish_reason":"stop"}]}

            """;

    private static String page(int answered) {
        return """
                vllm:num_requests_running{engine="0"} 0.0
                vllm:num_requests_waiting{engine="0"} 0.0
                vllm:request_success_total{engine="0",finished_reason="stop"} %d.0
                vllm:prompt_tokens_total{engine="0"} %d.0
                vllm:generation_tokens_total{engine="0"} %d.0
                vllm:spec_decode_num_drafts_total{engine="0"} %d.0
                vllm:spec_decode_num_accepted_tokens_total{engine="0"} %d.0
                """.formatted(7 + answered, 370 * answered, 2 * answered, 50 + 3 * answered, 90 + 6 * answered);
    }

    @Test
    void hasItsCountersReadAroundTheQuestionsIfALimitAsks() throws IOException {
        var run = ask("accuracy: {min: 2/2}, accept-length: {min: 3.1 tokens}");

        assertThat(run.with("passed")).contains("small two accuracy");
        assertThat(run.with("failed")).containsExactly("small two accept-length");
        assertThat(run.test("small two accept-length").message())
                .startsWith("FAIL small two: accept-length 3.0 tokens, allowed at least 3.1 tokens, n=6");
    }

    /** One look is for the start of its process. */
    @Test
    void isNotAskedForCountersIfNoLimitDoes() throws IOException {
        var run = ask("accuracy: {min: 2/2}");

        assertThat(run.with("failed")).isEmpty();
        assertThat(run.with("error")).isEmpty();
        assertThat(looks).hasValue(1);
    }
}
