package dev.assay.suite;

import static dev.assay.testing.Streams.DONE;
import static dev.assay.testing.Streams.ERROR;
import static dev.assay.testing.Streams.FINISH;
import static dev.assay.testing.Streams.OUTPUT;
import static dev.assay.testing.Streams.USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.GateFiles;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate against servers that fail: each failure ends as what it is, and the load test is UNMEASURED with one clear first line. */
@Tag("slow")
class BrokenServerTest {
    private static final String CELL = "smollm2-135m c1";
    private static final String NOT_JUDGED = ". No limit was judged; see the traces. (measured ";

    @TempDir
    Path folder;

    @BeforeEach
    void writeInput() throws IOException {
        GateFiles.in(folder);
        write("{}");
    }

    /** Only a test that waits for a deadline has a short one: a busy machine must not end another request. */
    private void write(String deadlines) throws IOException {
        Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                workloads:
                  tiny: {input-tokens: 8, output-tokens: 2, api: completions}
                deployments:
                  smollm2-135m:
                    model: HuggingFaceTB/SmolLM2-135M-Instruct
                    tokenizer: tokenizers/words.json
                    precision: bf16
                    engine: vllm
                    deadlines: %s
                    load:
                      - cell: c1
                        workload: tiny
                        concurrency: 1
                        requests: 5
                        warmup: 0
                        limits:
                          tpot.mean: {max: 10 s}
                """.formatted(deadlines));
    }

    /** Runs the gate against a server that lists its model and answers every request for an answer by {@code script}. */
    private String firstLine(Script script) {
        return firstLine("smollm2-135m", script);
    }

    private String firstLine(String served, Script script) {
        try (var server = new ScriptedEndpoint(request -> switch (request.path()) {
            case "/v1/models" -> Script.json(200, "{\"data\":[{\"id\":\"" + served + "\"}]}");
            case "/version" -> Script.json(200, "{\"version\":\"0.32.0\"}");
            default -> script;
        })) {
            var run = GateRun.of("load", folder, "endpoint=" + server.base());

            assertThat(Stream.of(run.with("error"), run.with("failed")).flatMap(List::stream))
                    .containsExactly(CELL);
            assertThat(run.result()).doesNotContain("\"PASS\" :");
            assertThat(run.with("error").isEmpty() ? "\"FAIL\" : 1" : "\"UNMEASURED\" : 1")
                    .satisfies(counted -> assertThat(run.result()).contains(counted));
            // How many were sent when the third was found broken depends on how fast it was read.
            return run.test(CELL)
                    .message()
                    .replaceAll("\\(measured \\d{4}-\\d{2}-\\d{2}\\)$", "(measured …")
                    .replaceFirst("failed [345] of [345]: ", "failed n of n: ")
                    .replaceFirst(", n=[345]", ", n=n")
                    .replaceFirst("[345] × ", "n × ")
                    .replaceFirst("; [12] not sent", "");
        }
    }

    /** The server is at fault, and not the run. */
    private static String failed(String ending) {
        return "FAIL " + CELL + ": failed n of n: n × " + ending + ", allowed at most 0, n=n (measured …";
    }

    private static String unmeasured(String ending) {
        return "UNMEASURED " + CELL + ": 0 of 5 requests complete: n × " + ending + NOT_JUDGED + "…";
    }

    @Test
    void isDown() throws IOException {
        String base;
        try (var server = ScriptedEndpoint.of(Script.json(200, "{}"))) {
            base = server.base().toString();
        }

        var run = GateRun.of("load", folder, "endpoint=" + base);

        assertThat(run.test(CELL).status()).isEqualTo("error");
        assertThat(run.test(CELL).message())
                .isEqualTo("UNMEASURED " + CELL + ": " + base + " does not answer: connection refused."
                        + " Start the server, or correct -Dassay.endpoint.");
        assertThat(run.lastLine()).isEqualTo("[assay] Nothing was judged (endpoint " + base + ").");
    }

    @Test
    void doesNotKnowTheRoute() {
        var line = firstLine(Script.json(404, "{\"detail\":\"Not Found\"}"));

        assertThat(line).isEqualTo(unmeasured("HTTP_ERROR (c1-001: 404 Not Found)"));
    }

    @Test
    void wantsAKeyOnlyWhenItIsAskedForAnAnswer() {
        var line = firstLine(Script.json(401, "{\"error\":\"Unauthorized\"}"));

        assertThat(line).isEqualTo(unmeasured("HTTP_ERROR (c1-001: 401 Unauthorized)"));
    }

    @Test
    void hasTooManyRequests() {
        var line = firstLine(Script.json(429, "{\"error\":{\"message\":\"Rate limit reached\",\"code\":429}}"));

        assertThat(line).isEqualTo(failed("HTTP_ERROR (c1-001: 429 Rate limit reached)"));
    }

    @Test
    void fails() {
        var line = firstLine(Script.json(
                500, "{\"error\":{\"message\":\"out of memory\",\"type\":\"InternalServerError\",\"code\":500}}"));

        assertThat(line).isEqualTo(failed("HTTP_ERROR (c1-001: 500 out of memory)"));
    }

    @Test
    void sendsAnErrorInsideTheStreamAndEndsItAsIfAllWereWell() {
        var line = firstLine(Script.stream(OUTPUT, ERROR, DONE));

        assertThat(line).isEqualTo(failed("STREAM_ERROR (c1-001: EngineCore encountered an issue.)"));
    }

    @Test
    void breaksOff() {
        var line = firstLine(Script.stream().chunk(OUTPUT).cutIn(OUTPUT));

        assertThat(line)
                .startsWith("UNMEASURED " + CELL
                        + ": 0 of 5 requests complete: n × TRUNCATED (c1-001: the connection was cut (")
                .endsWith("without a finish reason after 2 events)" + NOT_JUDGED + "…");
    }

    @Test
    void saysNothing() throws IOException {
        write("{first-output: 200 ms}");
        var line = firstLine(Script.stream().untilClosed());

        assertThat(line).isEqualTo(unmeasured("TIMEOUT (c1-001: deadline first-output of 200 ms passed)"));
    }

    @Test
    void stopsInTheMiddle() throws IOException {
        write("{gap: 200 ms}");
        var line = firstLine(Script.stream().chunk(OUTPUT).untilClosed());

        assertThat(line).isEqualTo(unmeasured("TIMEOUT (c1-001: deadline gap of 200 ms passed)"));
    }

    @Test
    void doesNotStream() {
        var line = firstLine(Script.json(200, "{\"choices\":[{\"text\":\"Paris\",\"finish_reason\":\"length\"}]}"));

        assertThat(line)
                .isEqualTo(unmeasured(
                        "HTTP_ERROR (c1-001: 200 expected an event stream, found content type application/json)"));
    }

    @Test
    void answersWithOtherLengthsThanWereAsked() {
        var line = firstLine(Script.stream(OUTPUT, FINISH, USAGE, DONE));

        assertThat(line)
                .isEqualTo(
                        "UNMEASURED " + CELL + ": c1-001: 370 tokens in and 2 out, planned 8 and 2" + NOT_JUDGED + "…");
    }

    @Test
    void answersWithAnotherModelThanWasAsked() {
        var line = firstLine("smollm2", Script.stream(OUTPUT, FINISH, USAGE, DONE));

        assertThat(line)
                .isEqualTo("UNMEASURED " + CELL + ": c1-001 was answered by [smollm2-135m], the request asked for"
                        + " [smollm2]"
                        + NOT_JUDGED + "…");
    }
}
