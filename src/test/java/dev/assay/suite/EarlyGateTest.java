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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two models of one server get 60 questions. The first answers all rightly; the second is compared with it, and may be decided early. */
@Tag("slow")
class EarlyGateTest {
    @TempDir
    Path folder;

    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    void writeQuestions() throws IOException {
        Files.createDirectories(folder.resolve("evalsets"));
        Files.writeString(
                folder.resolve("evalsets/sixty.jsonl"),
                IntStream.rangeClosed(1, 60)
                        .mapToObj(i -> "{\"id\": \"q-" + i + "\", \"type\": \"number\", \"question\": \"What is " + i
                                + " - " + (i - 2) + "?\", \"answer\": \"2\"}\n")
                        .collect(Collectors.joining()));
        Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                deployments:
                  new:
                    model: new
                    served-name: new
                    precision: int4
                    engine: vllm
                    accuracy:
                      - {evalset: sixty, early: true, limits: {no-worse: {against: old, margin: 10 pp}}}
                  old:
                    model: old
                    served-name: old
                    precision: bf16
                    engine: vllm
                    accuracy:
                      - {evalset: sixty, limits: {accuracy: {min: 60/60}}}
                """);
    }

    private Script answer(Seen request, String said) {
        return switch (request.path()) {
            case "/v1/models" ->
                Script.json(
                        200,
                        "{\"data\":[{\"id\":\"new\",\"owned_by\":\"vllm\"},{\"id\":\"old\",\"owned_by\":\"vllm\"}]}");
            case "/version" -> Script.json(200, "{\"version\":\"0.32.0\"}");
            case "/metrics" -> Script.document(404, "text/plain", "");
            default -> {
                var isNew = request.body().contains("\"model\":\"new\"");
                if (isNew) {
                    asked.incrementAndGet();
                }
                yield Script.stream(events(isNew ? "new" : "old", isNew ? said : "2"));
            }
        };
    }

    private static String[] events(String model, String said) {
        return new String[] {
            named(Streams.ROLE, model), """
            data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1795289686,"model":"%s",\
            "choices":[{"index":0,"delta":{"content":"%s"},"logprobs":null,"finish_reason":null}]}

            """.formatted(model, said), """
            data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1795289686,"model":"%s",\
            "choices":[{"index":0,"delta":{"content":""},"logprobs":null,"finish_reason":"stop"}]}

            """.formatted(model), named(USAGE, model), DONE
        };
    }

    private static String named(String event, String model) {
        return event.replace("\"smollm2-135m\"", "\"" + model + "\"");
    }

    private GateRun run(String said) throws IOException {
        try (var server = new ScriptedEndpoint(request -> answer(request, said))) {
            return GateRun.of("accuracy", folder, "endpoint=" + server.base(), "record=true");
        }
    }

    @Test
    void asksNoMoreThanDecides() throws IOException {
        var run = run("3");

        assertThat(asked).hasValue(20);
        assertThat(run.console())
                .contains("[assay] new sixty: decided after 20 of 60 questions; the others are not asked")
                .contains(
                        "[assay]   new sixty: not compared, since its questions were asked only until they decided its limits,"
                                + " or its measurement is spoilt");
        assertThat(run.with("failed")).containsExactly("new sixty accuracy no-worse against old");
        assertThat(run.test("new sixty accuracy no-worse against old").message())
                .startsWith("FAIL new sixty: accuracy no-worse against old 0/20, was 20/20");
        var unasked = run.with("skipped").stream()
                .filter(name -> name.startsWith("new sixty q-"))
                .filter(name ->
                        run.test(name).message().startsWith("not asked: the evalset is FAIL after 20 questions"));
        assertThat(unasked).hasSize(40);
    }

    @Test
    void judgesItsRecordingInTheSameWay() throws IOException {
        run("3");

        var again = GateRun.of("accuracy", folder);

        assertThat(again.with("failed")).containsExactly("new sixty accuracy no-worse against old");
        assertThat(again.test("new sixty accuracy no-worse against old").message())
                .startsWith("FAIL new sixty: accuracy no-worse against old 0/20, was 20/20");
    }

    /** 60 questions cannot pass a margin of 10 points after 20, and do after 40: at 99 % no flip bounds the loss to 12 points, after 60 to 4.9. */
    @Test
    void asksAllIfThatIsNeeded() throws IOException {
        var run = run("2");

        assertThat(asked).hasValue(60);
        assertThat(run.with("failed")).isEmpty();
        assertThat(run.with("passed"))
                .contains("new sixty accuracy no-worse against old", "new sixty q-1", "new sixty q-60");
    }
}
