package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.trace.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gate on several recordings of each test. */
@Tag("slow")
class RepeatedGateTest {
    private static final String EVALSET = "smollm2-135m first_light_v1";
    private static final String CELL = "smollm2-135m c4";

    @TempDir
    Path folder;

    @BeforeEach
    void ship() throws IOException {
        GateRun.small(folder);
        for (var repeat : List.of("repeat-2", "repeat-3")) {
            for (var file : List.of("c4.jsonl", "c4.bodies.gz", "first_light_v1.jsonl", "first_light_v1.bodies.gz")) {
                var copy = tapes().resolve(repeat).resolve(file);
                Files.createDirectories(copy.getParent());
                Files.copy(tapes().resolve(file), copy);
            }
        }
    }

    private Path tapes() {
        return folder.resolve("tapes/smollm2-135m");
    }

    private void change(String from, String to) throws IOException {
        var file = folder.resolve("thresholds.yaml");
        Files.writeString(file, Files.readString(file).replace(from, to));
    }

    private static JsonNode test(GateRun run, String name) {
        for (var test : JsonMapper.shared().readTree(run.result()).path("rows")) {
            if (test.path("name").asString().equals(name)) {
                return test;
            }
        }
        throw new AssertionError("no test [" + name + "]");
    }

    @Test
    void judgesTheMeanAndReportsEachRepeat() {
        var run = GateRun.in(folder);

        assertThat(run.with("failed")).isEmpty();
        assertThat(run.with("error")).isEmpty();
        assertThat(run.with("passed")).contains(CELL, EVALSET + " accuracy", EVALSET + " truncated");
        assertThat(test(run, CELL).at("/set/sound").asInt()).isEqualTo(3);
        // Nobody wrote down when this server started, so its repeats count as one start.
        assertThat(test(run, CELL).at("/set/starts").asInt()).isEqualTo(1);
        assertThat(test(run, CELL).at("/set/figures/tpot.mean/count").asInt()).isEqualTo(3);
        assertThat(test(run, CELL).at("/set/figures/tpot.mean/mean"))
                .isEqualTo(test(run, CELL).at("/repeats/0/alone/figures/tpot.mean/value"));
        assertThat(run.console())
                .anyMatch(line -> line.matches("\\[assay]  +repeat 3 +40 .*"))
                .anyMatch(line -> line.matches("\\[assay]  +answers: 0 of 10 questions flipped between repeats .*"));
    }

    @Test
    void skipsAWrongQuestionAndSaysInHowManyRepeatsItWasWrong() {
        var run = GateRun.in(folder);

        assertThat(run.with("skipped"))
                .containsExactly(EVALSET + " month-01", EVALSET + " planet-01", EVALSET + " story-01");
        assertThat(run.test(EVALSET + " story-01").message())
                .isEqualTo("WRONG, expected 7 apples, found 6 (last number); wrong in 3 of 3 repeats; the evalset is"
                        + " PASS");
    }

    @Test
    void failsTheTestOfALimitThatTheMeanMisses() throws IOException {
        change("tpot.mean: {max: ", "tpot.mean: {max: 0.001 ms} #");
        change("accuracy: {min: 5/10}", "accuracy: {min: 9/10}");

        var run = GateRun.in(folder);

        assertThat(run.with("failed")).containsExactlyInAnyOrder(CELL, EVALSET + " accuracy");
        assertThat(run.test(EVALSET + " accuracy").message())
                .isEqualTo("FAIL smollm2-135m first_light_v1: accuracy 70.0 %, the mean of 3 repeats (70.0 % to 70.0 %;"
                        + " sd 0.0 pp), allowed at least 9/10, n=30 (recorded 2026-11-21)");
        assertThat(run.test(CELL).printed().lines())
                .filteredOn(line -> line.startsWith("  repeat  "))
                .hasSize(3);
    }

    @Test
    void failsACriticalQuestionThatIsWrongInARepeat() throws IOException {
        var questions = folder.resolve("evalsets/first_light_v1.jsonl");
        var before = Payload.of(Files.readAllBytes(questions)).sha256();
        var id = "\"id\":\"story-01\",";
        Files.writeString(questions, Files.readString(questions).replace(id, id + "\"critical\":true,"));
        var after = Payload.of(Files.readAllBytes(questions)).sha256();
        for (var file : List.of(
                folder.resolve("evalsets/first_light_v1.yaml"),
                tapes().resolve("first_light_v1.jsonl"),
                tapes().resolve("repeat-2/first_light_v1.jsonl"),
                tapes().resolve("repeat-3/first_light_v1.jsonl"))) {
            Files.writeString(file, Files.readString(file).replace(before, after));
        }

        var run = GateRun.in(folder);

        assertThat(run.with("failed")).containsExactly(EVALSET + " story-01");
        assertThat(run.test(EVALSET + " story-01").message())
                .isEqualTo("FAIL smollm2-135m first_light_v1 story-01: WRONG, expected 7 apples, found 6 (last number);"
                        + " wrong in 3 of 3 repeats");
    }

    @Test
    void isUnmeasuredOnceWhereARecordingOfARepeatIsOfAnotherPlan() throws IOException {
        var file = tapes().resolve("repeat-2/first_light_v1.jsonl");
        Files.writeString(file, Files.readString(file).replace("\"max tokens\":\"", "\"max tokens\":\"1"));

        var run = GateRun.in(folder);

        assertThat(run.with("error")).containsExactly(EVALSET + " accuracy");
        assertThat(run.test(EVALSET + " accuracy").message())
                .startsWith("UNMEASURED smollm2-135m first_light_v1: repeat 2 of 3 is spoilt: its recording was made"
                        + " with another plan (");
        assertThat(run.with("skipped")).contains(EVALSET + " truncated", EVALSET + " story-01");
        assertThat(test(run, EVALSET).at("/repeats/1/spoilt").asString()).startsWith("its recording was made with");
    }

    @Test
    void isJudgedAgainWithAllItsRepeats() {
        var first = GateRun.in(folder);
        var directory = folder.resolve("runs").toFile().list();
        assertThat(directory).hasSize(1);

        var again = GateRun.in(folder, "run=runs/" + directory[0]);

        assertThat(test(again, CELL).path("set")).isEqualTo(test(first, CELL).path("set"));
        assertThat(test(again, EVALSET).path("repeats").size()).isEqualTo(3);
    }
}
