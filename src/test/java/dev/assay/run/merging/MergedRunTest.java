package dev.assay.run.merging;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.recording.MergedRecord;
import dev.assay.recording.MergedRecord.Fault;
import dev.assay.recording.Recording;
import dev.assay.recording.ShardFacts;
import dev.assay.recording.files.ShardFile;
import dev.assay.recording.files.TraceFile;
import dev.assay.testing.Shards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** A recorded load test and a protocol test, split by hand into shards whose clocks began at different times. */
class MergedRunTest {
    private static final Path TAPES = Path.of("tapes/smollm2-135m");
    private static final Path LOAD = Path.of("traces/smollm2-135m/c4.jsonl");
    private static final Path PROTOCOL = Path.of("traces/smollm2-135m/protocol.jsonl");

    /** The second clock began first. */
    private static final long[] LATER = {250_000_000, 0, 1_000_000_000, 77};

    @TempDir
    private Path folder;

    private Path whole;
    private Path merged;

    @BeforeEach
    void copy() throws IOException {
        whole = folder.resolve("whole");
        merged = folder.resolve("merged");
        for (var name : List.of(LOAD, PROTOCOL)) {
            var tape = TAPES.resolve(name.getFileName());
            Files.createDirectories(whole.resolve(name).getParent());
            Files.copy(tape, whole.resolve(name));
            Files.copy(TraceFile.bodies(tape), TraceFile.bodies(whole.resolve(name)));
        }
    }

    private Recording merge(List<Path> shards) {
        MergedRun.of(ShardRuns.of(shards)).write(merged);
        return TraceFile.read(merged.resolve(LOAD));
    }

    private static MergedRecord of(Recording recording) {
        return recording.merged().orElseThrow();
    }

    @Test
    void hasEveryLineOfTheUnsplitRun() {
        var recording = merge(Shards.split(whole, folder, LATER));

        assertThat(Shards.requests(merged.resolve(LOAD))).isEqualTo(Shards.requests(whole.resolve(LOAD)));
        var before = TraceFile.read(whole.resolve(LOAD));
        assertThat(recording.traces()).isEqualTo(before.traces());
        assertThat(recording.header()).isEqualTo(before.header());
        assertThat(recording.altered()).isEmpty();
        assertThat(TraceFile.finished(merged.resolve(LOAD))).isPresent();
    }

    @Test
    void takesOverWhatOnlyTheFirstShardMeasured() {
        merge(Shards.split(whole, folder, LATER));

        var protocol = TraceFile.read(merged.resolve(PROTOCOL));

        assertThat(protocol.traces())
                .isEqualTo(TraceFile.read(whole.resolve(PROTOCOL)).traces());
        assertThat(of(protocol).sharing()).isEqualTo(1);
        assertThat(of(protocol).missing()).isEmpty();
    }

    @Test
    void hasTheRepeatsOfATestAndNotThoseThatWereSpoilt() throws IOException {
        for (var place : List.of("repeat-2", "repeat-1/spoilt-1")) {
            var copy = requireNonNull(whole.resolve(LOAD).getParent())
                    .resolve(place)
                    .resolve("c4.jsonl");
            Files.createDirectories(requireNonNull(copy.getParent()));
            Files.copy(whole.resolve(LOAD), copy);
            Files.copy(TraceFile.bodies(whole.resolve(LOAD)), TraceFile.bodies(copy));
        }

        merge(Shards.split(whole, folder, LATER));

        var there = requireNonNull(merged.resolve(LOAD).getParent());
        assertThat(TraceFile.read(there.resolve("repeat-2/c4.jsonl")).traces()).hasSize(44);
        assertThat(there.resolve("repeat-1")).doesNotExist();
    }

    @Test
    void keepsWhatTheFirstShardSawOfTheServerAndItsGpus() throws IOException {
        var shards = Shards.split(whole, folder, LATER);
        for (var shard : shards.subList(1, 3)) {
            Files.writeString(shard.resolve("traces/smollm2-135m/c4.metrics.gz"), "of " + shard.getFileName());
            Files.createDirectories(shard.resolve("gpu/smollm2-135m"));
            Files.writeString(shard.resolve("gpu/smollm2-135m/c4.txt"), "of " + shard.getFileName());
        }

        merge(shards);

        assertThat(merged.resolve("traces/smollm2-135m/c4.metrics.gz")).hasContent("of joint-2");
        assertThat(merged.resolve("gpu/smollm2-135m/c4.txt")).hasContent("of joint-2");
    }

    @Test
    void saysWhatEachShardSent() {
        var record = of(merge(Shards.split(whole, folder, LATER)));

        assertThat(record.run()).isEqualTo("joint");
        assertThat(record.parts()).extracting(MergedRecord.Part::shard).containsExactly(1, 2, 3, 4);
        assertThat(record.parts()).extracting(MergedRecord.Part::requests).containsExactly(10, 10, 10, 10);
        assertThat(record.parts())
                .extracting(MergedRecord.Part::directory)
                .containsExactly("joint-1", "joint-2", "joint-3", "joint-4");
        assertThat(record.parts()).extracting(MergedRecord.Part::begun).containsOnly(0L);
        assertThat(record.missing()).isEmpty();
        assertThat(record.apart()).hasValue(0);
    }

    @Test
    void putsShardsWithoutACommonClockAtTheStartThatTheyAgreedOn() {
        var shards = Shards.split(whole, folder, LATER);
        Shards.forgetClock(shards.get(2).resolve(LOAD));

        var recording = merge(shards);

        assertThat(recording.traces())
                .isEqualTo(TraceFile.read(whole.resolve(LOAD)).traces());
        assertThat(of(recording).withoutClock()).containsExactly(3);
        assertThat(of(recording).apart()).isEmpty();
    }

    @Test
    void namesTheShardThatWasKilled() {
        var shards = Shards.split(whole, folder, LATER);
        Shards.kill(shards.get(1).resolve(LOAD), 5);

        var record = of(merge(shards));

        assertThat(record.parts())
                .extracting(MergedRecord.Part::fault)
                .containsExactly(null, Fault.INTERRUPTED, null, null);
        assertThat(record.parts().get(1).requests()).isEqualTo(4);
    }

    @Test
    void namesTheShardThatDidNotBeginTheTest() throws IOException {
        var shards = Shards.split(whole, folder, LATER);
        Files.delete(shards.get(3).resolve(LOAD));

        assertThat(of(merge(shards)).parts())
                .extracting(MergedRecord.Part::fault)
                .containsExactly(null, null, null, Fault.NOT_BEGUN);
    }

    @Test
    void namesTheShardThatIsMissing() {
        var shards = ShardRuns.of(Shards.split(whole, folder, LATER).subList(0, 3));

        MergedRun.of(shards).write(merged);

        assertThat(shards.missing()).containsExactly(4);
        assertThat(shards.description()).isEqualTo("run joint, merged from 3 of 4 shards");
        assertThat(of(TraceFile.read(merged.resolve(LOAD))).missing()).containsExactly(4);
    }

    @Test
    void remembersThatTheTracesOfAShardWereChanged() throws IOException {
        var shards = Shards.split(whole, folder, LATER);
        var file = shards.getFirst().resolve(LOAD);
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "{\"requests\":11}",
                                "{\"requests\":11,\"lines_sha256\":\"a\",\"bodies_sha256\":\"b\"}"));

        assertThat(of(merge(shards)).parts())
                .extracting(MergedRecord.Part::fault)
                .containsExactly(Fault.LINES_ALTERED, null, null, null);
    }

    private void refuses(List<Path> shards, String message) {
        assertThatThrownBy(() -> merge(shards)).hasMessage("command line: -Dassay.merge: " + message);
        assertThat(merged).doesNotExist();
    }

    private static void facts(Path shard, ShardFacts facts) {
        ShardFile.write(shard.resolve(ShardFile.NAME), facts);
    }

    @Test
    void refusesADirectoryThatIsNoShards() {
        refuses(
                List.of(whole),
                "[" + whole
                        + "] is not the run directory of a shard: it has no shard.json. A run that was not split is judged"
                        + " with -Dassay.run.");
    }

    @Test
    void refusesTwoShardsWithOneNumber() {
        var shards = Shards.split(whole, folder, 0, 0);
        facts(shards.get(1), Shards.facts(1, 2));

        refuses(
                shards,
                "[" + shards.get(0) + "] and [" + shards.get(1)
                        + "] are both shard 1 of 2. Give each shard a number of its own, and name each once.");
    }

    @Test
    void refusesShardsOfDifferentRuns() {
        var shards = Shards.split(whole, folder, 0, 0);
        facts(shards.get(1), new ShardFacts(2, 3, "other", 4712, "cd34", "1.1"));

        refuses(
                shards,
                "[" + shards.get(0) + "] and [" + shards.get(1)
                        + "] are not shards of one run: number of shards [2] and [3]; joint run [joint] and [other];"
                        + " version of Assay [1.0] and [1.1]; seed [4711] and [4712]; SHA-256 of the plan [ab12] and"
                        + " [cd34]. Name only the shards of one run; measure again what was started otherwise.");
    }

    @Test
    void saysWhatThePlansOfShardsDifferIn() throws IOException {
        var shards = Shards.split(whole, folder, 0, 0);
        facts(shards.get(1), new ShardFacts(2, 2, "joint", 4711, "cd34", "1.0"));
        var plan = "{\"rows\": [{\"name\": \"a c4\", \"limits\": {\"tpot.mean\": \"at most 60 ms\"}}]}";
        Files.writeString(shards.get(0).resolve("plan.json"), plan);
        Files.writeString(shards.get(1).resolve("plan.json"), plan.replace("60", "70"));

        refuses(
                shards,
                "[" + shards.get(0) + "] and [" + shards.get(1)
                        + "] are not shards of one run: plan: a c4, limit tpot.mean [at most 60 ms] and [at most 70 ms]."
                        + " Name only the shards of one run; measure again what was started otherwise.");
    }

    @Test
    void refusesANumberThatIsOutOfRange() throws IOException {
        var shards = Shards.split(whole, folder, 0, 0);
        var file = shards.get(1).resolve(ShardFile.NAME);
        Files.writeString(file, Files.readString(file).replace("\"shard\":2", "\"shard\":3"));

        assertThatThrownBy(() -> merge(shards)).hasMessageContaining("there is no shard 3 of 2");
    }

    @Test
    void refusesShardsThatMeasuredDifferentServers() {
        var shards = Shards.split(whole, folder, 0, 0);
        Shards.change(shards.get(1).resolve(LOAD), line -> {
            if (line.get("server") instanceof ObjectNode server) {
                server.put("version", "0.33.0");
            }
            return line;
        });

        refuses(
                shards,
                "[" + shards.get(0) + "] and [" + shards.get(1)
                        + "] measured something else as smollm2-135m/c4.jsonl: the server's version [0.32.0] and [0.33.0]."
                        + " Let all shards measure one server by one plan.");
    }

    @Test
    void refusesARequestThatTwoShardsHave() throws IOException {
        var shards = Shards.split(whole, folder, 0, 0);
        for (var file : List.of(LOAD, TraceFile.bodies(LOAD))) {
            Files.delete(shards.get(1).resolve(file));
            Files.copy(shards.get(0).resolve(file), shards.get(1).resolve(file));
        }

        refuses(
                shards,
                "[" + shards.get(0) + "] and [" + shards.get(1) + "] both have request c4-w1 of smollm2-135m/c4.jsonl."
                        + " One of them was measured as another shard: measure it again.");
    }

    @Test
    void refusesTracesThatAreDamaged() throws IOException {
        var shards = Shards.split(whole, folder, 0, 0);
        var file = shards.get(1).resolve(LOAD);
        Files.writeString(file, Files.readString(file).replaceFirst("\"sent\":[0-9]+", "\"sent\":\"soon\""));

        assertThatThrownBy(() -> merge(shards))
                .hasMessageStartingWith("command line: -Dassay.merge: the traces of [" + shards.get(1)
                        + "] cannot be read: c4.jsonl:2:1: not a line of trace/1: 'sent' must be a whole number");
    }
}
