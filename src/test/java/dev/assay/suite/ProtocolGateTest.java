package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.testspecs.Protocol;
import dev.assay.recording.Provenance;
import dev.assay.recording.Recording;
import dev.assay.recording.SlotRelease;
import dev.assay.testing.Protocols;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.ScriptedEndpoint.Seen;
import dev.assay.testing.Streams;
import dev.assay.testing.Tapes;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate on how an endpoint behaves on the wire: each check is a test of its own. */
@Tag("slow")
class ProtocolGateTest {
    private static final String PROTOCOL = "smollm2-135m protocol";

    @TempDir
    Path folder;

    @BeforeEach
    void writeInput() throws IOException {
        GateRun.small(folder);
        Files.writeString(folder.resolve("thresholds.yaml"), """
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
                      - {cell: c1, workload: tiny, concurrency: 1, requests: 1, limits: {tpot.mean: {max: 10 s}}}
                """);
    }

    /** Writes a run that has measured these traces, and judges it. */
    private GateRun judged(SlotRelease release, List<Trace> traces) {
        var plan = new LinkedHashMap<>(Map.of("model", "HuggingFaceTB/SmolLM2-135M-Instruct"));
        plan.put("precision", "bf16");
        plan.put("engine", "vllm");
        plan.put("probes", "completion, no-such-model, too-long");
        var server = new LinkedHashMap<>(Map.of("engine", "vllm", "model", "smollm2-135m"));
        server.putAll(release.facts());
        var header = new Recording.Header(
                "smollm2-135m",
                Protocol.NAME,
                Provenance.MEASURED,
                Instant.parse("2026-11-01T09:30:00Z"),
                4711,
                plan,
                server);
        Tapes.write(folder.resolve("finished/traces/smollm2-135m/protocol.jsonl"), header, traces);
        try {
            Files.writeString(
                    folder.resolve("finished/plan.json"),
                    "{\"format\": \"plan/1\", \"rows\": [{\"name\": \"" + PROTOCOL + "\"}]}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return GateRun.of("protocol", folder, "run=" + folder.resolve("finished"));
    }

    private static List<Trace> whole() {
        return Protocols.whole().stream()
                .filter(trace -> !trace.id().equals("protocol-chat"))
                .toList();
    }

    @Test
    void passesEachCheckThatHolds() {
        var run = judged(Protocols.FREED, whole());

        assertThat(run.with("passed"))
                .containsExactly(
                        "every planned test has a verdict",
                        PROTOCOL + " cancel-frees-the-slot",
                        PROTOCOL + " error-shapes",
                        PROTOCOL + " exact-lengths",
                        PROTOCOL + " finish-reason",
                        PROTOCOL + " model-echo",
                        PROTOCOL + " streaming",
                        PROTOCOL + " usage",
                        "thresholds.yaml, evalsets and properties are valid");
        assertThat(run.console()).contains("[assay] PASS " + PROTOCOL + ": 7 of 7 checks hold (measured 2026-11-01)");
        assertThat(run.result()).contains("\"check\" : \"streaming\"").contains("\"PASS\" : 1");
    }

    @Test
    void failsTheCheckThatIsBrokenAndTellsWhatCannotBeShown() {
        var traces = new ArrayList<>(whole());
        traces.set(1, Protocols.refused("protocol-no-such-model", 500, "oops"));

        var run = judged(new SlotRelease.Unseen("the server runs other requests (3)"), traces);

        assertThat(run.with("failed")).containsExactly(PROTOCOL + " error-shapes");
        assertThat(run.test(PROTOCOL + " error-shapes").message())
                .isEqualTo(
                        "FAIL " + PROTOCOL + " error-shapes: no-such-model: 500 oops, expected a status of 400 to 499");
        assertThat(run.test(PROTOCOL + " error-shapes").printed())
                .contains("  check   usage: holds: completion: 32 tokens in, 16 out")
                .contains("  again   mvn verify -Dassay.only='" + PROTOCOL + "'");
        assertThat(run.with("skipped")).containsExactly(PROTOCOL + " cancel-frees-the-slot");
        assertThat(run.test(PROTOCOL + " cancel-frees-the-slot").message())
                .isEqualTo("not shown: the server runs other requests (3)");
        assertThat(run.console())
                .contains("[assay] FAIL " + PROTOCOL
                        + ": error-shapes: no-such-model: 500 oops, expected a status of 400 to 499"
                        + " (measured 2026-11-01)");
    }

    @Test
    void isUnmeasuredWhereProbesBroughtNoAnswer() {
        var run = judged(new SlotRelease.Held(Duration.ofSeconds(15)), whole().subList(0, 1));

        assertThat(run.test(PROTOCOL + " error-shapes").message())
                .isEqualTo("UNMEASURED " + PROTOCOL + " error-shapes: no-such-model: not sent; too-long: not sent");
        assertThat(run.with("error")).containsExactly(PROTOCOL + " error-shapes");
        assertThat(run.with("failed")).containsExactly(PROTOCOL + " cancel-frees-the-slot");
    }

    @Test
    void namesWhatARunOfAnotherPlanWasAsked() throws IOException {
        judged(Protocols.FREED, whole());
        var file = folder.resolve("thresholds.yaml");
        Files.writeString(file, Files.readString(file).replace("bf16", "fp8"));

        var run = GateRun.of("protocol", folder, "run=" + folder.resolve("finished"));

        assertThat(run.test(PROTOCOL + " usage").message())
                .isEqualTo(
                        "UNMEASURED " + PROTOCOL + ": that run answers another plan (precision: [bf16] recorded, [fp8]"
                                + " planned). Measure it again, or undo the change of the plan; limits may change freely.");
    }

    /** Answers as vLLM does, whatever its pace. */
    private static Script vllm(Seen request) {
        return switch (request.path()) {
            case "/v1/models" -> Script.json(200, "{\"data\":[{\"id\":\"smollm2-135m\"}]}");
            case "/version" -> Script.json(200, "{\"version\":\"0.32.0\"}");
            case "/metrics" -> Script.document(404, "text/plain", "");
            default -> answer(request.body());
        };
    }

    private static Script answer(String body) {
        if (body.contains(Protocol.NO_MODEL)) {
            return Script.json(404, "{\"error\":{\"message\":\"There is no such model.\"}}");
        }
        return body.contains("\"max_tokens\":" + Protocol.TOO_MANY_TOKENS)
                ? Script.json(400, "{\"error\":{\"message\":\"The context is shorter.\"}}")
                : Script.stream(Streams.OUTPUT, Streams.FINISH, Streams.USAGE, Streams.DONE);
    }

    @Test
    void asksALiveEndpointAllOfIt() {
        try (var server = new ScriptedEndpoint(ProtocolGateTest::vllm)) {
            var run = GateRun.of("protocol", folder, "endpoint=" + server.base());

            assertThat(server.requests().stream()
                            .filter(request -> request.line().startsWith("POST")))
                    .extracting(Seen::id)
                    .containsExactly("to-stream", "protocol-completion", "protocol-no-such-model", "protocol-too-long");
            assertThat(run.test(PROTOCOL + " exact-lengths").message())
                    .isEqualTo("FAIL " + PROTOCOL
                            + " exact-lengths: completion: 370 tokens in and 2 out, the request asked for 32 and 16");
            assertThat(run.test(PROTOCOL + " error-shapes").status()).isEqualTo("passed");
            assertThat(run.test(PROTOCOL + " model-echo").status()).isEqualTo("passed");
            assertThat(run.test(PROTOCOL + " cancel-frees-the-slot").message())
                    .isEqualTo("not shown: the server's /metrics have no vllm:num_requests_running");
        }
    }
}
