package dev.assay.suite;

import static dev.assay.testing.Streams.DONE;
import static dev.assay.testing.Streams.FINISH;
import static dev.assay.testing.Streams.OUTPUT;
import static dev.assay.testing.Streams.USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.replay.Tape;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a live server counts by itself, from its pages to the gate's results; and what is done about its cache of prefixes. */
@Tag("slow")
class ServerGateTest {
    /** A server that nobody asks anything. */
    private static final String IDLE = """
            vllm:request_success_total{finished_reason="length"} 3.0
            vllm:num_preemptions_total 1.0
            vllm:prefix_cache_queries_total 9.0
            vllm:prefix_cache_hits_total 9.0
            """;

    /** It does not say what a cache had of the prompt. */
    private static final String SILENT = USAGE.replace("\"prompt_tokens\":370", "\"prompt_tokens\":8")
            .replace(",\"prompt_tokens_details\":{\"cached_tokens\":256}", "");

    @TempDir
    Path folder;

    private final AtomicInteger finished = new AtomicInteger(40);

    @BeforeEach
    void makeAGate() throws IOException {
        GateRun.small(folder);
        thresholds("");
    }

    /** All are sent at once: how well slots stay taken is the machine's doing, and no matter here. */
    private void thresholds(String more) throws IOException {
        Files.writeString(
                folder.resolve("thresholds.yaml"), """
                version: 1
                workloads:
                  tiny: {input-tokens: 8, output-tokens: 2, api: completions}
                deployments:
                  smollm2-135m:
                    model: HuggingFaceTB/SmolLM2-135M-Instruct
                    tokenizer: tokenizers/smollm2.json
                    precision: bf16
                    engine: vllm
                    load:
                      - cell: c1
                        workload: tiny
                        concurrency: 5
                        requests: 5
                        warmup: 2
                %s        limits:
                          preemptions: {max: 0}
                          cache-hit-rate: {max: 1 %%}
                """.formatted(more.isEmpty() ? "" : "        " + more + "\n"));
    }

    private String page(int others, int hits) {
        var requests = finished.get() + others;
        return String.format(Locale.ROOT, """
                vllm:num_requests_running{engine="0"} 0.0
                vllm:num_requests_waiting{engine="0"} 0.0
                vllm:num_preemptions_total{engine="0"} 7.0
                vllm:prefix_cache_queries_total{engine="0"} %d.0
                vllm:prefix_cache_hits_total{engine="0"} %d.0
                vllm:prompt_tokens_total{engine="0"} %d.0
                vllm:generation_tokens_total{engine="0"} %d.0
                vllm:request_success_total{engine="0",finished_reason="length"} %d.0
                """, 8 * requests, hits * requests, 8 * requests, 2 * requests, requests);
    }

    private Script answer(ScriptedEndpoint.Seen request, int hits) {
        return switch (request.path()) {
            case "/v1/models" -> Script.json(200, "{\"data\":[{\"id\":\"smollm2-135m\"}]}");
            case "/version" -> Script.json(200, "{\"version\":\"0.32.0\"}");
            case "/metrics" -> Script.document(200, "text/plain", page(0, hits));
            case "/v1/completions" -> {
                finished.incrementAndGet();
                yield Script.stream(OUTPUT, FINISH, SILENT, DONE);
            }
            default -> Script.json(404, "{\"detail\":\"Not Found\"}");
        };
    }

    private static void assertPassed(GateRun run) {
        assertThat(run.test("smollm2-135m c1")).isEqualTo(new GateRun.Outcome("passed", "", ""));
    }

    private Path onlyRun() throws IOException {
        try (var runs = Files.list(folder.resolve("runs")).filter(Files::isDirectory)) {
            return runs.findFirst().orElseThrow();
        }
    }

    /** The two that warm the server are not counted; a finished run and a recording say the same. */
    @Test
    void judgesWhatTheServerCountedLiveAndAgain() throws IOException {
        try (var server = new ScriptedEndpoint(request -> answer(request, 0))) {
            var live = GateRun.of("load", folder, "endpoint=" + server.base());

            assertPassed(live);
            assertThat(live.result())
                    .contains("\"cache-hit-rate\" : {\n        \"value\" : 0.000000")
                    .contains("\"counts\" : {\n        \"preemptions\" : 0,\n        \"cache_queries\" : 40,")
                    .contains("\"finished\" : {\n        \"length\" : 5\n")
                    .contains("it counted 5 requests, 5 here; 40 prompt tokens, 40 here; 10 output tokens, 10 here")
                    .contains("it was idle before the test, and it finished no other request")
                    .contains("0 of 40 prompt tokens (0.0 %) came from a cache by the server's counters");
            var run = onlyRun();
            assertThat(run.resolve("traces/smollm2-135m/c1.metrics.gz")).isNotEmptyFile();
            assertThat(run.resolve("summary.md"))
                    .content()
                    .contains("### The server's own counters", "| smollm2-135m c1 | length 5 | 0.0 % | 0 |");
            assertThat(run.resolve("summary.zh.md")).content().contains("服务端自己的计数");

            assertPassed(GateRun.of("load", folder, "run=" + run));
            // Not by -Dassay.record, which wants every audit sound: all of an answer comes in one read here.
            Tape.keep(
                    run.resolve("traces/smollm2-135m/c1.jsonl"),
                    Tape.file(folder.resolve("tapes"), "smollm2-135m", "c1"));
            var replayed = GateRun.of("load", folder);
            assertPassed(replayed);
            assertThat(replayed.result()).contains("\"finished\" : {\n        \"length\" : 5\n");
        }
    }

    @Test
    void readsThePagesOfServersBehindAGateway() {
        try (var gateway = new ScriptedEndpoint(
                        request -> request.path().equals("/metrics") ? Script.json(404, "{}") : answer(request, 0));
                var pods = new ScriptedEndpoint(request ->
                        Script.document(200, "text/plain", request.path().equals("/a/metrics") ? page(0, 0) : IDLE))) {
            var run = GateRun.of(
                    "load",
                    folder,
                    "endpoint=" + gateway.base(),
                    "metrics=" + pods.base() + "/a/metrics, " + pods.base() + "/b/metrics");

            assertPassed(run);
            assertThat(run.result()).contains("it counted 5 requests, 5 here (");
        }
    }

    @Test
    void isUnmeasuredWhereTheServerTellsNothing() {
        try (var server = new ScriptedEndpoint(
                request -> request.path().equals("/metrics") ? Script.json(404, "{}") : answer(request, 0))) {
            var run = GateRun.of("load", folder, "endpoint=" + server.base());

            assertThat(run.test("smollm2-135m c1"))
                    .satisfies(test -> assertThat(test.status()).isEqualTo("error"))
                    .satisfies(test -> assertThat(test.message())
                            .startsWith("UNMEASURED smollm2-135m c1: preemptions has no value, allowed at most 0,"
                                    + " n=0: the server's counters could not be read: " + server.base()
                                    + "/metrics answers 404, expected 200. "));
            assertThat(run.console())
                    .contains(
                            "[assay] smollm2-135m c1: server's counters: unknown (" + server.base()
                                    + "/metrics answers 404, expected 200), so it is unknown whether others used the server, what came from its prefix cache, and whether it preempted requests");
        }
    }

    @Test
    void emptiesTheCacheBeforeALoadTestThatWantsThat() throws IOException {
        thresholds("prefix-cache: reset");
        try (var server = new ScriptedEndpoint(request -> request.path().equals("/reset_prefix_cache")
                ? Script.json(200, "{\"success\": true}")
                : answer(request, 0))) {
            var run = GateRun.of("load", folder, "endpoint=" + server.base());

            assertPassed(run);
            assertThat(run.result())
                    .contains("\"prefix cache\" : \"reset\"")
                    .contains("came from a cache by the server's counters, which was emptied before the load test");
            var paths =
                    server.requests().stream().map(ScriptedEndpoint.Seen::path).toList();
            assertThat(paths.indexOf("/reset_prefix_cache"))
                    .isNotNegative()
                    .isLessThan(paths.indexOf("/v1/completions"));
        }
    }

    @Test
    void isUnmeasuredWhereTheCacheCannotBeEmptied() throws IOException {
        thresholds("prefix-cache: reset");
        try (var server = new ScriptedEndpoint(request -> answer(request, 0))) {
            var run = GateRun.of("load", folder, "endpoint=" + server.base());

            assertThat(run.test("smollm2-135m c1").message())
                    .startsWith("UNMEASURED smollm2-135m c1: its prefix cache could not be emptied: " + server.base()
                            + "/reset_prefix_cache answers 404. Start the server with VLLM_SERVER_DEV_MODE=1");
            assertThat(server.requests()).noneMatch(request -> request.path().equals("/v1/completions"));
        }
    }

    /** What is measured was sent before, word for word; the limit on the hit rate is missed, and that is what it says. */
    @Test
    void warmsTheCacheWithThePromptsThatAreMeasured() throws IOException {
        thresholds("prefix-cache: warm");
        Files.writeString(
                folder.resolve("thresholds.yaml"),
                Files.readString(folder.resolve("thresholds.yaml")).replace("        warmup: 2\n", ""));
        try (var server = new ScriptedEndpoint(request -> answer(request, 6))) {
            var run = GateRun.of("load", folder, "endpoint=" + server.base());

            var bodies = server.requests().stream()
                    .filter(request -> request.path().equals("/v1/completions"))
                    .map(ScriptedEndpoint.Seen::body)
                    .toList();
            assertThat(bodies).hasSize(10);
            assertThat(bodies.subList(0, 5))
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(bodies.subList(5, 10));
            assertThat(run.console())
                    .contains(
                            "[assay] smollm2-135m c1: prefix cache: 30 of 40 prompt tokens (75.0 %) came from a"
                                    + " cache by the"
                                    + " server's counters: the figures are for cached prefixes, as planned (prefix-cache: warm)");
            assertThat(run.test("smollm2-135m c1").message())
                    .startsWith("FAIL smollm2-135m c1: cache-hit-rate 75.0 %, allowed at most 1 %, n=5");
            assertThat(run.result()).contains("\"prefix cache\" : \"warm\"", "\"warmup\" : \"5\"");
        }
    }
}
