package dev.assay.suite;

import static dev.assay.testing.Streams.DONE;
import static dev.assay.testing.Streams.FINISH;
import static dev.assay.testing.Streams.OUTPUT;
import static dev.assay.testing.Streams.USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.recording.files.TraceFile;
import dev.assay.replay.Tape;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Load tests whose requests come at a rate, or for a while, as a server sees them and as the gate shows them, live and from a tape. */
@Tag("slow")
class OpenGateTest {
    private static final String RATE = """
                    rate: 50/s
                    arrivals: constant
                    duration: 100 ms
                    warmup: 1""".indent(8).stripTrailing();

    @TempDir
    Path folder;

    @BeforeEach
    void makeAGate() {
        GateRun.small(folder);
    }

    private void write(String pace, String figure) throws IOException {
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
                      - cell: r50
                        workload: tiny
                %s
                        limits:
                          %s: {max: 10 min}
                """.formatted(pace, figure));
    }

    private static ScriptedEndpoint server() {
        var usage = USAGE.replace("\"prompt_tokens\":370", "\"prompt_tokens\":8")
                .replaceFirst("\"cached_tokens\":\\d+", "\"cached_tokens\":0");
        return new ScriptedEndpoint(request -> switch (request.path()) {
            case "/v1/models" -> Script.json(200, "{\"data\":[{\"id\":\"smollm2-135m\"}]}");
            case "/version" -> Script.json(200, "{\"version\":\"0.32.0\"}");
            default -> Script.stream(OUTPUT, FINISH, usage, DONE);
        });
    }

    private Path traces() throws IOException {
        try (var runs = Files.list(folder.resolve("runs")).filter(Files::isDirectory)) {
            return runs.max(Comparator.naturalOrder()).orElseThrow().resolve("traces/smollm2-135m/r50.jsonl");
        }
    }

    private static String figures(GateRun run) {
        return JsonMapper.shared().readTree(run.result()).at("/rows/0/figures").toPrettyString();
    }

    /** Every 20 ms for 100 ms; a client that lags cannot spoil a PASS on a time since a request was due. */
    @Test
    void sendsOnScheduleAndGivesTheSameFiguresFromATape() throws IOException {
        write(RATE, "e2e.scheduled.mean");
        GateRun live;
        try (var server = server()) {
            live = GateRun.of("load", folder, "endpoint=" + server.base());
            assertThat(live.console())
                    .contains(
                            "[assay] smollm2-135m r50: 5 requests in 100 ms after 1 to warm up, 50/s constant, to endpoint "
                                    + server.base());
        }

        assertThat(live.test("smollm2-135m r50").message()).isEmpty();
        assertThat(live.result())
                .contains(
                        "\"rate\" : \"50/s\"",
                        "\"arrivals\" : \"constant\"",
                        "\"arrival seed\" : \"1\"",
                        "\"duration\" : \"100 ms\"",
                        "\"requests\" : \"5\"");
        var measured = TraceFile.read(traces()).measured();
        var first =
                measured.stream().mapToLong(trace -> trace.scheduled()).min().orElseThrow();
        assertThat(measured.stream()
                        .map(trace -> (trace.scheduled() - first) / 1_000_000)
                        .sorted())
                .isEqualTo(List.of(0L, 20L, 40L, 60L, 80L));

        Tape.keep(traces(), Tape.file(folder.resolve("tapes"), "smollm2-135m", "r50"));
        var replayed = GateRun.of("load", folder);

        assertThat(replayed.test("smollm2-135m r50").message()).isEmpty();
        assertThat(replayed.lastLine()).contains("no server was contacted");
        assertThat(figures(replayed)).isEqualTo(figures(live));
    }

    @Test
    void refusesToJudgeATimeFromSendingWhereRequestsComeAtARate() throws IOException {
        write(RATE, "e2e.mean");

        assertThat(GateRun.of("load", folder).console())
                .contains(
                        "[assay] thresholds.yaml:18:11: 'e2e.mean' of load test [r50] must be 'e2e.scheduled.mean': where requests"
                                + " come at a rate, their times count from when they were due, whatever kept them in the client.");
    }

    @Test
    void showsInThePlanHowLongARateTakes() throws IOException {
        write(RATE.replace("100 ms", "1 min"), "e2e.scheduled.mean");

        assertThat(GateRun.of("load", folder, "plan=true").console())
                .contains(
                        "[assay] smollm2-135m r50: 3000 requests in 1 min after 1 to warm up, 50/s constant, 8 tokens in, 2 out,"
                                + " prompts unique",
                        "[assay]   e2e.scheduled.mean at most 10 min: judged as it is, over 3000 requests in 1 min",
                        "[assay]   time: about 60 s until its last request is due");
    }

    /** No answer comes within a microsecond: two users ask once each. */
    @Test
    void letsUsersAskForAWhileAndReplaysWhatTheyAsked() throws IOException {
        write("""
                    concurrency: 2
                    duration: 1 us
                    requests: 40
                    warmup: 0""".indent(8).stripTrailing(), "e2e.mean");
        GateRun live;
        try (var server = server()) {
            live = GateRun.of("load", folder, "endpoint=" + server.base());
        }

        assertThat(live.test("smollm2-135m r50").message()).isEmpty();
        assertThat(live.result()).contains("\"2 of 2 requests complete\"", "\"there were requests for all of 1 us\"");

        Tape.keep(traces(), Tape.file(folder.resolve("tapes"), "smollm2-135m", "r50"));
        var replayed = GateRun.of("load", folder);

        assertThat(replayed.test("smollm2-135m r50").message()).isEmpty();
        assertThat(figures(replayed)).isEqualTo(figures(live));
    }

    @Test
    void isUnmeasuredWhereRequestsRunOut() throws IOException {
        write("""
                    concurrency: 2
                    duration: 60 min
                    requests: 4
                    warmup: 0""".indent(8).stripTrailing(), "e2e.mean");
        try (var server = server()) {
            var run = GateRun.of("load", folder, "endpoint=" + server.base());

            assertThat(run.test("smollm2-135m r50").status()).isEqualTo("error");
            assertThat(run.test("smollm2-135m r50").message())
                    .matches(
                            "UNMEASURED smollm2-135m r50: the 4 requests ran out after [0-9.]+ ms of 60 min: raise `requests`,"
                                    + " which limits how many are sent\\. No limit was judged; see the traces\\..*");
        }
    }
}
