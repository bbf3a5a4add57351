package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.recording.Recording;
import dev.assay.recording.files.TraceFile;
import dev.assay.testing.SmallServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gate measures its tests several times, each time at a server that it started anew. */
@Tag("slow")
@ResourceLock(SmallServer.STARTED)
class StartedRepeatsGateTest {
    @TempDir
    Path folder;

    private static JsonNode test(Path run, int index) {
        return JsonMapper.shared()
                .readTree(run.resolve("result.json").toFile())
                .path("rows")
                .path(index);
    }

    private static Stream<Path> traces(Path run, String test) {
        return Stream.of("", "repeat-2/", "repeat-3/").map(each -> run.resolve("traces/small/" + each + test));
    }

    @Test
    void eachRepeatHasAStartOfItsOwn() {
        var gate = ServedGate.in(folder);

        var run = gate.run("target=process", "repeats=3");

        var directory = gate.runs().getFirst();
        assertThat(run.with("passed")).contains(ServedGate.FIRST, ServedGate.SECOND);
        assertThat(IntStream.rangeClosed(1, 3).mapToObj(i -> directory.resolve("servers/small-" + i + ".log")))
                .allSatisfy(log -> assertThat(log).exists());
        assertThat(directory.resolve("servers/small-4.log")).doesNotExist();
        for (var name : new String[] {"c1.jsonl", "c2.jsonl"}) {
            assertThat(traces(directory, name))
                    .allSatisfy(file -> assertThat(file).exists());
            // Both tests of a repeat share its start.
            assertThat(traces(directory, name).map(file -> start(file)).distinct())
                    .hasSize(3);
        }
        assertThat(traces(directory, "c1.jsonl").map(file -> start(file)).toList())
                .isEqualTo(
                        traces(directory, "c2.jsonl").map(file -> start(file)).toList());
        isMeanOfItsRepeats(test(directory, 0));
    }

    private static String start(Path file) {
        Recording recording = TraceFile.read(file);
        return recording.header().serverStart().orElseThrow();
    }

    private static void isMeanOfItsRepeats(JsonNode test) {
        assertThat(test.at("/set/sound").asInt()).isEqualTo(3);
        assertThat(test.at("/set/starts").asInt()).isEqualTo(3);
        var values = IntStream.range(0, 3)
                .mapToDouble(i -> test.at("/repeats/" + i + "/alone/figures/e2e.mean/value")
                        .asDouble())
                .toArray();
        var set = test.at("/set/figures/e2e.mean");
        var mean = DoubleStream.of(values).sum() / 3;
        assertThat(set.path("mean").asDouble()).isCloseTo(mean, within(2e-6));
        assertThat(set.path("sd").asDouble())
                .isCloseTo(
                        Math.sqrt(DoubleStream.of(values)
                                        .map(value -> Math.pow(value - mean, 2))
                                        .sum()
                                / 2),
                        within(2e-6));
        assertThat(set.path("bounds_95").size()).isEqualTo(2);
    }

    @Test
    void repeatWhoseServerDiedIsMeasuredAgainAndBothStayInTheResult() {
        var gate = ServedGate.in(folder, "serve: [\"--dies-once=" + folder.resolve("died") + "\"]");

        var first = gate.run("target=process", "repeats=3");

        var directory = gate.runs().getFirst();
        assertThat(first.with("passed")).contains(ServedGate.SECOND);
        assertThat(first.test(ServedGate.FIRST).message())
                .startsWith("UNMEASURED small c1: repeat 1 of 3 is spoilt: ")
                .contains("the server was ended by signal 9 in the middle of the test.")
                .contains("Measure it again with -Dassay.resume and the directory of this run.");
        assertThat(test(directory, 0).at("/set/sound").asInt()).isEqualTo(2);

        var resumed = gate.run("target=process", "repeats=3", "resume=" + directory);

        assertThat(gate.runs()).containsExactly(directory);
        assertThat(resumed.with("passed")).contains(ServedGate.FIRST, ServedGate.SECOND);
        assertThat(resumed.console())
                .anyMatch(line -> line.startsWith("[assay] small c1, repeat 1 of 3: spoilt before ("))
                .contains(
                        "[assay] small c1, repeat 2 of 3: measured before the run was interrupted, and not again",
                        "[assay] small c2, repeat 3 of 3: measured before the run was interrupted, and not again");
        var test = test(directory, 0);
        assertThat(test.at("/set/sound").asInt()).isEqualTo(3);
        assertThat(test.at("/superseded").size()).isEqualTo(1);
        assertThat(test.at("/superseded/0/repeat").asInt()).isEqualTo(1);
        assertThat(test.at("/superseded/0/spoilt").asString()).contains("ended by signal 9");

        var again = gate.run("run=" + directory);

        assertThat(again.with("passed")).contains(ServedGate.FIRST, ServedGate.SECOND);
        assertThat(test(gate.runs().getLast(), 0).at("/superseded/0/spoilt"))
                .isEqualTo(test.at("/superseded/0/spoilt"));
    }

    /** The files of a spoilt repeat are moved one after the other. */
    @Test
    void repeatThatWasBeingMovedWhenTheRunWasKilledStaysInTheResult() throws IOException {
        var gate = ServedGate.in(folder, "serve: [\"--dies-once=" + folder.resolve("died") + "\"]");
        gate.run("target=process", "repeats=2");
        var directory = gate.runs().getFirst();
        var spoilt = directory.resolve("traces/small/repeat-1/spoilt-1");
        Files.createDirectories(spoilt);
        Files.move(directory.resolve("traces/small/c1.bodies.gz"), spoilt.resolve("c1.bodies.gz"));

        var resumed = gate.run("target=process", "repeats=2", "resume=" + directory);

        assertThat(resumed.with("passed")).contains(ServedGate.FIRST, ServedGate.SECOND);
        assertThat(test(directory, 0).at("/superseded/0/spoilt").asString()).contains("ended by signal 9");
    }

    /** The file of bodies is created after the other. */
    @Test
    void repeatThatHadJustBegunWhenTheRunWasKilledIsMeasured() throws IOException {
        var gate = ServedGate.in(folder);
        gate.run("target=process", "repeats=2");
        var directory = gate.runs().getFirst();
        Files.delete(directory.resolve("result.json"));
        Files.writeString(directory.resolve("traces/small/repeat-2/c2.jsonl"), "");
        Files.delete(directory.resolve("traces/small/repeat-2/c2.bodies.gz"));

        var resumed = gate.run("target=process", "repeats=2", "resume=" + directory);

        assertThat(resumed.with("passed")).contains(ServedGate.FIRST, ServedGate.SECOND);
        assertThat(resumed.console())
                .contains("[assay] small c2, repeat 1 of 2: measured before the run was interrupted, and not again")
                .doesNotContain(
                        "[assay] small c2, repeat 2 of 2: measured before the run was interrupted, and not again");
    }
}
