package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.recording.Recording;
import dev.assay.recording.files.TraceFile;
import dev.assay.testing.GateFiles;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.ScriptedEndpoint.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 60 sums are asked alone, and again while a load of four streams keeps the server busy. These streams never end by themselves. */
@Tag("slow")
class BusyServerGateTest {
    private static final Script ENDLESS = Script.stream()
            .chunk(
                    "data: {\"model\":\"owner/model\",\"choices\":[{\"index\":0,\"text\":\" a\",\"finish_reason\":null}]}\n\n")
            .untilClosed();

    @TempDir
    Path folder;

    private final AtomicInteger load = new AtomicInteger();
    private final AtomicInteger loadBeforeTheFirst = new AtomicInteger(-1);
    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    void makeAGate() throws IOException {
        GateRun.small(folder);
        new GateFiles(folder).sums("sums", Sums.QUESTIONS);
        thresholds("");
    }

    private void thresholds(String more) throws IOException {
        Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                workloads:
                  short: {input-tokens: 16, output-tokens: 8, api: completions}
                deployments:
                  server:
                    model: owner/model
                    tokenizer: tokenizers/smollm2.json
                    precision: bf16
                    engine: openai
                    accuracy:
                      - evalset: sums
                        name: sums-alone
                        limits: {accuracy: {min: 50 %}}
                      - evalset: sums
                        name: sums-busy
                        during: c4
                """ + more + """
                        limits:
                          accuracy: {min: 50 %}
                          no-worse: {against-test: sums-alone, margin: 6 pp}
                    load:
                      - cell: c4
                        workload: short
                        concurrency: 4
                        limits: {qps: {min: 0.1/s}}
                """);
    }

    /** Of the second round, the first 12 questions are answered wrongly. */
    private Script answer(Seen request, Script ofTheLoad) {
        if (request.path().equals("/v1/completions")) {
            load.incrementAndGet();
            return ofTheLoad;
        }
        return Sums.answer(request, number -> {
            var before = asked.getAndIncrement();
            if (before == Sums.QUESTIONS) {
                loadBeforeTheFirst.set(load.get());
            }
            return before >= Sums.QUESTIONS && number <= 12;
        });
    }

    private GateRun run(Script ofTheLoad, String... properties) {
        try (var server = new ScriptedEndpoint(request -> answer(request, ofTheLoad))) {
            var all = new String[properties.length + 1];
            System.arraycopy(properties, 0, all, 0, properties.length);
            all[properties.length] = "endpoint=" + server.base();
            return GateRun.of("accuracy", folder, all);
        }
    }

    private Recording recorded(Path file) {
        return TraceFile.read(file);
    }

    private static void failsWhereTheBusyServerAnsweredWorse(GateRun run) {
        assertThat(run.test("server sums-alone accuracy").status()).isEqualTo("passed");
        assertThat(run.test("server sums-busy accuracy no-worse against sums-alone")
                        .message())
                .startsWith("FAIL server sums-busy: accuracy no-worse against sums-alone 48/60, was 60/60: -20.0 pp");
        assertThat(run.result())
                .contains("\"audit\" : \"background load\"")
                .contains("c4 had 4.000 of 4 requests in flight on average while the questions were asked; 4 were sent,"
                        + " and 4 of them stopped at the end");
    }

    @Test
    void judgesTheAnswersOfABusyServer() {
        var run = run(ENDLESS, "record=true");

        failsWhereTheBusyServerAnsweredWorse(run);
        assertThat(run.console())
                .anyMatch(line -> line.startsWith(
                        "[assay] server sums-busy: 60 requests, 4 in flight, during c4 (4 in flight), to endpoint "));
        assertThat(loadBeforeTheFirst).hasValue(4);
        var recording = recorded(folder.resolve("tapes/server/sums-busy.jsonl"));
        assertThat(recording.measured())
                .hasSize(Sums.QUESTIONS)
                .allMatch(trace -> trace.id().startsWith("sums-"));
        assertThat(recording.background().orElseThrow().requests()).hasSize(4);
        assertThat(recorded(folder.resolve("tapes/server/sums-alone.jsonl")).background())
                .isEmpty();
    }

    @Test
    void judgesTheRecordingInTheSameWay() {
        run(ENDLESS, "record=true");

        failsWhereTheBusyServerAnsweredWorse(GateRun.of("accuracy", folder));
    }

    @Test
    void judgesAFinishedRunInTheSameWay() throws IOException {
        run(ENDLESS);
        try (var runs = Files.list(folder.resolve("runs")).filter(Files::isDirectory)) {
            failsWhereTheBusyServerAnsweredWorse(
                    GateRun.of("accuracy", folder, "run=" + runs.findFirst().orElseThrow()));
        }
    }

    @Test
    void refusesARecordingThatWasMadeDuringAnotherLoad() throws IOException {
        run(ENDLESS, "record=true");
        var file = folder.resolve("thresholds.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("concurrency: 4\n        limits: {qps", "concurrency: 8\n        limits: {qps"));

        var message = GateRun.of("accuracy", folder)
                .test("server sums-busy accuracy no-worse against sums-alone")
                .message();

        assertThat(message)
                .startsWith("UNMEASURED server sums-busy: its recording was made with another plan (during: [api"
                        + " completions, input tokens 16, output tokens 8, prompts unique, concurrency 4] recorded, [api"
                        + " completions, input tokens 16, output tokens 8, prompts unique, concurrency 8] planned)");
    }

    @Test
    void asksNothingIfTheLoadFails() {
        var run = run(Script.json(500, "{\"error\":{\"message\":\"EngineCore died.\"}}"));

        assertThat(asked).hasValue(Sums.QUESTIONS);
        assertThat(run.test("server sums-busy accuracy").message())
                .matches(
                        "UNMEASURED server sums-busy: [3-6] requests of the load of c4 failed \\(c4-during-[1-6]: 500"
                                + " EngineCore died\\., …\\), so no question was asked\\. 1 of 2 limits not judged; see the traces\\..*");
    }

    @Test
    void measuresEachRepeatDuringTheLoad() throws IOException {
        thresholds("        repeats: 2\n");

        run(ENDLESS, "record=true");

        for (var tape : new String[] {"tapes/server/sums-busy.jsonl", "tapes/server/repeat-2/sums-busy.jsonl"}) {
            assertThat(recorded(folder.resolve(tape)).background().orElseThrow().stopped())
                    .isEqualTo(4);
        }
        assertThat(load).hasValue(8);
    }

    /** The run was killed while the busy server was asked: its file has no end and no load. */
    @Test
    void continuesARunThatWasKilledDuringTheLoad() throws IOException {
        try (var server = new ScriptedEndpoint(request -> answer(request, ENDLESS))) {
            var endpoint = "endpoint=" + server.base();
            GateRun.of("accuracy", folder, endpoint);
            Path killed;
            try (var runs = Files.list(folder.resolve("runs")).filter(Files::isDirectory)) {
                killed = runs.findFirst().orElseThrow();
            }
            var traces = killed.resolve("traces/server/sums-busy.jsonl");
            Files.writeString(
                    traces, String.join("\n", Files.readAllLines(traces).subList(0, 20)) + "\n");
            Files.delete(killed.resolve("result.json"));

            var run = GateRun.of("accuracy", folder, endpoint, "resume=" + killed);

            assertThat(run.console())
                    .contains("[assay] server sums-alone: measured before the run was interrupted, and not again");
            failsWhereTheBusyServerAnsweredWorse(run);
            assertThat(asked).hasValue(3 * Sums.QUESTIONS);
            assertThat(load).hasValue(8);
            assertThat(recorded(traces).background().orElseThrow().stopped()).isEqualTo(4);
        }
    }
}
