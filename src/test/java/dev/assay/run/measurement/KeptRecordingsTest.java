package dev.assay.run.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.Repeat;
import dev.assay.plan.PlanFacts;
import dev.assay.recording.Recording;
import dev.assay.testing.LoadTests;
import dev.assay.testing.Tapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptRecordingsTest {
    @TempDir
    Path folder;

    private KeptRecordings recordings() {
        return new KeptRecordings(folder.resolve("tapes"));
    }

    private Path tape(String file, Map<String, String> plan) {
        return Tapes.write(
                folder.resolve("tapes/smollm2-135m").resolve(file),
                Tapes.header(plan),
                List.of(Tapes.whole("c1-001", false, 0)));
    }

    private String whyNot() {
        return ((Repeat.NotSent) recordings().of(LoadTests.loadTest("c1"), 1).getFirst())
                .why()
                .reason();
    }

    @Test
    void areReadForEachRepeat() {
        var planned = LoadTests.loadTest("c1");
        tape("c1.jsonl", PlanFacts.of(planned));
        tape("repeat-2/c1.jsonl", PlanFacts.of(planned));

        assertThat(recordings().repeats(planned)).isEqualTo(2);
        assertThat(recordings().of(planned, 2).getFirst()).isInstanceOfSatisfying(Repeat.Recorded.class, repeat -> {
            assertThat(repeat.source()).isEqualTo("recordings in tapes, repeat 2");
            assertThat(repeat.recording().get().traces()).hasSize(1);
        });
    }

    @Test
    void missARepeatThatWasLostAndNotThoseBehindIt() {
        var planned = LoadTests.loadTest("c1");
        tape("c1.jsonl", PlanFacts.of(planned));
        tape("repeat-3/c1.jsonl", PlanFacts.of(planned));

        assertThat(recordings().repeats(planned)).isEqualTo(3);
        assertThat(recordings().of(planned, 2).getFirst())
                .isInstanceOfSatisfying(
                        Repeat.NotSent.class,
                        repeat -> assertThat(repeat.why().reason())
                                .isEqualTo("nothing is recorded for it (no tapes/%s/repeat-2/c1.jsonl)"
                                        .formatted(planned.deployment().name())));
        assertThat(recordings().of(planned, 3).getFirst()).isInstanceOf(Repeat.Recorded.class);
    }

    private Path complete(String file, String gpu) {
        var header = Tapes.header(PlanFacts.of(LoadTests.loadTest("c1")));
        var onGpu = new Recording.Header(
                header.deployment(),
                header.test(),
                header.provenance(),
                header.started(),
                header.seed(),
                header.plan(),
                Map.of("engine", "vllm", "gpu", gpu),
                header.asked());
        return Tapes.write(
                folder.resolve("tapes/smollm2-135m").resolve(file),
                onGpu,
                List.of(Tapes.whole("c1-001", false, 0), Tapes.whole("c1-002", false, 50_000_000)));
    }

    @Test
    void areNoRepeatsOfOneTestIfTheyAreOfDifferentGpus() {
        var planned = LoadTests.loadTest("c1");
        complete("c1.jsonl", "NVIDIA H200");
        complete("repeat-2/c1.jsonl", "NVIDIA L40S");

        assertThat(recordings().of(planned, 2).getFirst())
                .isInstanceOfSatisfying(
                        Repeat.NotSent.class,
                        no -> assertThat(no.why().sentences())
                                .isEqualTo(
                                        "it was recorded under other conditions than the first repeat: gpu [NVIDIA H200] and"
                                                + " [NVIDIA L40S]. Record all repeats on the same machine, or remove this one."));
    }

    @Test
    void sayWhatIsNotRecorded() {
        assertThat(whyNot()).isEqualTo("nothing is recorded for it (no tapes/smollm2-135m/c1.jsonl)");
    }

    @Test
    void sayThatTheyAreOfAnotherPlan() {
        tape("c1.jsonl", Map.of("requests", "3"));

        assertThat(whyNot()).startsWith("that run answers another plan (");
    }

    @Test
    void sayThatOneCannotBeRead() throws IOException {
        Files.writeString(tape("c1.jsonl", Map.of()), "{}\n");

        assertThat(whyNot()).startsWith("its recording cannot be read (");
    }
}
