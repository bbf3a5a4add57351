package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.SmallServer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A run that was killed in its second test, and goes on. */
@Tag("slow")
@ResourceLock(SmallServer.STARTED)
class ResumedGateTest {
    private static final String INPUT = "thresholds.yaml, evalsets and properties are valid";

    @TempDir
    private static Path whole;

    @TempDir
    Path folder;

    private ServedGate gate;
    private Path killed;

    @BeforeAll
    static void run() {
        ServedGate.in(whole).run("target=process");
    }

    @BeforeEach
    void kill() throws IOException {
        GateRun.copy(whole, folder);
        gate = ServedGate.in(folder);
        killed = gate.runs().getFirst();
        var second = killed.resolve("traces/small/c2.jsonl");
        var lines = Files.readAllLines(second);
        // What a killed run leaves: some requests, and a line that was cut.
        Files.writeString(
                second,
                String.join("\n", lines.subList(0, 3)) + "\n" + lines.get(3).substring(0, 20));
        Files.delete(killed.resolve("result.json"));
    }

    @Test
    void goesOnInItsOwnDirectoryWithoutRepeatingWhatIsFinished() throws IOException {
        var before = Files.readString(killed.resolve("traces/small/c1.jsonl"));

        var run = gate.run("target=process", "resume=" + killed);

        assertThat(run.with("passed")).contains(ServedGate.FIRST, ServedGate.SECOND);
        assertThat(gate.runs()).containsExactly(killed);
        assertThat(run.console())
                .contains("[assay] small c1: measured before the run was interrupted, and not again")
                .doesNotContain("[assay] small c2: measured before the run was interrupted, and not again");
        assertThat(killed.resolve("traces/small/c1.jsonl")).hasContent(before);
        assertThat(Files.readAllLines(killed.resolve("traces/small/c2.jsonl")))
                .last()
                .asString()
                .contains("\"end\"");
        assertThat(killed.resolve("traces/small/c2.jsonl.interrupted")).exists();
        assertThat(killed.resolve("traces/small/c2.jsonl.interrupted-2")).doesNotExist();
        assertThat(killed.resolve("servers/small-2.log")).exists();
        assertThat(killed.resolve("environment.json")).content().contains("\"resumed\" : \"");
        assertThat(killed.resolve("result.json")).content().contains("\"PASS\" : 2");
    }

    @Test
    void isRefusedWhereThePlanIsAnother() {
        gate.write("serve: [--enforce-eager]");

        var run = gate.run("target=process", "resume=" + killed, "cells=c2");

        assertThat(run.test(INPUT).message())
                .startsWith("command line: -Dassay.resume goes on with " + killed
                        + " only where plan and environment are as they were; changed: thresholds.yaml sha256: [")
                .contains(
                        "; partial: [false] then, [true] now; rows [small c1] name: [small c1] then, [not recorded] now;")
                .endsWith(". Undo that, or measure anew.");
        assertThat(killed.resolve("traces/small/c2.jsonl.interrupted")).doesNotExist();
    }

    @Test
    void isRefusedWhileTheRunGoesOnElsewhere() throws IOException {
        var lock = killed.resolve(".lock");
        try (var other = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = other.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThat(gate.run("target=process", "resume=" + killed)
                            .test(INPUT)
                            .message())
                    .isEqualTo("command line: -Dassay.resume=" + killed
                            + ": that run still goes on in another process. Wait for its end, or end it.");
        }
        assertThat(killed.resolve("traces/small/c2.jsonl.interrupted")).doesNotExist();

        gate.run("target=process", "resume=" + killed);

        assertThat(killed.resolve("result.json")).exists();
        assertThat(lock).doesNotExist();
    }

    @Test
    void isRefusedWhereItWasKilledBeforeItHadBegun() throws IOException {
        Files.delete(killed.resolve("environment.json"));

        assertThat(gate.run("target=process", "resume=" + killed).test(INPUT).message())
                .isEqualTo(
                        "command line: -Dassay.resume is the directory of a run, such as runs/20261121-210400-000, found ["
                                + killed
                                + "], which has no environment.json: a run that was killed before it had begun has none, and"
                                + " measured nothing. Start a new one.");
    }

    @Test
    void isRefusedWhereTheMachineIsAnother() throws IOException {
        var file = killed.resolve("environment.json");
        Files.writeString(file, Files.readString(file).replaceFirst("\"kernel\" : \"[^\"]*\"", "\"kernel\" : \"0.1\""));

        assertThat(gate.run("target=process", "resume=" + killed).test(INPUT).message())
                .contains("changed: kernel: [0.1] then, [" + System.getProperty("os.version") + "] now. Undo that");
    }

    @Test
    void isUnmeasuredWhereTheServerIsAnother() throws IOException {
        var file = killed.resolve("environment.json");
        Files.writeString(
                file, Files.readString(file).replace("\"small version\" : \"1.0\"", "\"small version\" : \"0.9\""));

        var run = gate.run("target=process", "resume=" + killed);

        assertThat(run.with("passed")).contains(ServedGate.FIRST);
        assertThat(run.test(ServedGate.SECOND).message())
                .isEqualTo(
                        "UNMEASURED small c2: the other tests of this run were measured on something else (small version:"
                                + " [0.9] then, [1.0] now). Serve what was served then, or measure all of it anew, without"
                                + " -Dassay.resume.");
    }

    @Test
    void isRefusedOfRecordings() {
        assertThat(gate.run("resume=" + killed).test(INPUT).message())
                .isEqualTo("command line: -Dassay.resume continues a run of a live server. Give -Dassay.endpoint or"
                        + " -Dassay.target as in that run.");
    }
}
