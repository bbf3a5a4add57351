package dev.assay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.PlanFacts;
import dev.assay.recording.Provenance;
import dev.assay.recording.SideRecords;
import dev.assay.replay.Tape;
import dev.assay.server.Target.Readiness.NotReady;
import dev.assay.server.Target.Readiness.Ready;
import dev.assay.testing.LoadTests;
import dev.assay.testing.Plans;
import dev.assay.testing.PublishedThresholds;
import dev.assay.testing.Tapes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class ReplayTargetTest {
    @TempDir
    private Path directory;

    @Test
    void isReadyWithTheFactsOfTheRecording() {
        record(PlanFacts.of(LoadTests.loadTest("c1")));
        try (var target = new ReplayTarget(tapes())) {
            var opening = (Ready) target.open(LoadTests.loadTest("c1"));

            var endpoint = opening.endpoint();
            assertThat(endpoint)
                    .isEqualTo(new Endpoint(
                            endpoint.base(),
                            "smollm2",
                            Provenance.RECORDED,
                            Instant.parse("2026-11-01T09:30:00Z"),
                            4711,
                            Map.of("engine", "vllm", "model", "smollm2", "version", "0.32.0"),
                            endpoint.recorded(),
                            SideRecords.NONE,
                            endpoint.normalize()));
            assertThat(endpoint.base().toString()).matches("http://(localhost|127\\.0\\.0\\.1):\\d+/smollm2-135m/c1");
        }
    }

    @Test
    void isNotReadyWithoutARecording() {
        try (var target = new ReplayTarget(tapes())) {
            assertThat(target.open(LoadTests.loadTest("c1")))
                    .isEqualTo(new NotReady(
                            "nothing is recorded for it (no tapes/smollm2-135m/c1.jsonl)",
                            "Measure it with -Dassay.endpoint=URL -Dassay.record, which also keeps the"
                                    + " recording."));
        }
    }

    @Test
    void isNotReadyIfOnlyPublishedFiguresExist() {
        var planned = PublishedThresholds.planned("qwen3-14b-fp8 c1");
        try (var target = new ReplayTarget(tapes())) {
            assertThat(target.open(planned))
                    .isEqualTo(new NotReady("only published figures exist", "Give -Dassay.endpoint=URL."));
        }
    }

    @Test
    void isNotReadyWithTheRecordingOfAnotherPlan() {
        var plan = new LinkedHashMap<>(PlanFacts.of(LoadTests.loadTest("c1")));
        plan.put("requests", "40");
        plan.put("precision", "nvfp4");
        record(plan);
        try (var target = new ReplayTarget(tapes())) {
            assertThat(target.open(LoadTests.loadTest("c1")))
                    .isEqualTo(new NotReady(
                            "its recording was made with another plan (precision: [nvfp4] recorded,"
                                    + " [bf16] planned; "
                                    + "requests: [40] recorded, [2] planned)",
                            "Record it again with -Dassay.endpoint=URL -Dassay.record, or undo the"
                                    + " change in thresholds.yaml."));
        }
    }

    @Test
    void isNotReadyWithTheRecordingOfAnotherVersion() {
        record(PlanFacts.of(LoadTests.loadTest("c1")));
        try (var target = new ReplayTarget(tapes())) {
            assertThat(target.open(Plans.servedBy(LoadTests.loadTest("c1"), "vllm", "0.33.0")))
                    .isEqualTo(new NotReady(
                            "its recording was made with another server (engine-version 0.32.0 instead of 0.33.0)",
                            "Record it again with -Dassay.endpoint=URL -Dassay.record, or correct `engine-version`."));
            assertThat(target.open(Plans.servedBy(LoadTests.loadTest("c1"), "vllm", "0.32.0")))
                    .isInstanceOf(Ready.class);
        }
    }

    @Test
    void isDescribedByItsFolder() {
        try (var target = new ReplayTarget(tapes())) {
            assertThat(target.description()).isEqualTo("recordings in tapes");
        }
    }

    private Path tapes() {
        return directory.resolve("tapes");
    }

    private void record(Map<String, String> plan) {
        var traces = List.of(Tapes.whole("c1-001", false, 100_000_000), Tapes.whole("c1-002", false, 200_000_000));
        Tapes.write(Tape.file(tapes(), "smollm2-135m", "c1"), Tapes.header(plan), traces);
    }
}
