package dev.assay.suite;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.calibration.ReferenceServer;
import dev.assay.calibration.TokenTiming;
import dev.assay.cli.Assay;
import dev.assay.plan.testspecs.Arrivals;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.Schedule;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.Recording;
import dev.assay.recording.ShardRecord;
import dev.assay.recording.files.ShardFile;
import dev.assay.recording.files.TraceFile;
import dev.assay.run.checked.JvmFlags;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four processes that measure a run together, on a server of known timing. */
@Tag("slow")
class ShardedGateTest {
    private static final int SHARDS = 4;
    private static final Duration AT_MOST = Duration.ofMinutes(8);
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration GAP = Duration.ofMillis(20);

    @TempDir
    private Path folder;

    private ReferenceServer server;
    private final List<Process> started = new ArrayList<>();
    private final Map<Integer, Queue<String>> consoles = new ConcurrentHashMap<>();
    private final CountDownLatch measuresAtARate = new CountDownLatch(1);

    @BeforeEach
    void serve() throws IOException {
        server = new ReferenceServer(new TokenTiming(FIRST, GAP, 4), 0);
        ServedGate.in(folder);
        Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                workloads:
                  tiny: {input-tokens: 4, output-tokens: 5, api: completions}
                deployments:
                  small:
                    model: mock
                    tokenizer: tokenizers/words.json
                    precision: bf16
                    engine: openai
                    load:
                      - {cell: c6, workload: tiny, concurrency: 6, requests: 18, warmup: 6, limits: {tpot.mean: {max: 60 ms}}}
                      - {cell: rate, workload: tiny, rate: 20/s, requests: 20, warmup: 4, limits: {tpot.mean: {max: 60 ms}}}
                      - {cell: c2, workload: tiny, concurrency: 2, requests: 6, warmup: 0, limits: {tpot.mean: {max: 60 ms}}}
                """);
    }

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
        server.close();
    }

    private Process start(int number, String... more) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(JvmFlags.WRITTEN.split(" ")));
        // No time is judged here, and most of the time would go to calibrations that wait for the compiler.
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Assay.class.getName(),
                "verify",
                "--directory=" + folder,
                "--endpoint=" + server.base(),
                "--groups=load",
                "--reports=" + folder.resolve("reports-" + number),
                "--shard=" + number + "/" + SHARDS,
                "--shard.directory=" + folder.resolve("shared")));
        command.addAll(List.of(more));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        started.add(process);
        var lines = new ConcurrentLinkedQueue<String>();
        consoles.put(number, lines);
        Thread.ofVirtual()
                .start(() -> process.inputReader().lines().forEach(line -> {
                    lines.add(line);
                    if (number == 3 && line.contains("small rate: ")) {
                        measuresAtARate.countDown();
                    }
                }));
        return process;
    }

    private String printed(int number) {
        return String.join("\n", consoles.getOrDefault(number, new ConcurrentLinkedQueue<>()));
    }

    private static int exit(Process process) throws InterruptedException {
        assertThat(process.waitFor(AT_MOST.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private Path run(int number) throws IOException {
        return Path.of(
                Files.readString(folder.resolve("shared/directories/" + number)).strip());
    }

    private Recording recording(int number, String cell) throws IOException {
        return TraceFile.read(run(number).resolve("traces/small/" + cell + ".jsonl"));
    }

    private List<Recording> recordings(String cell, int sharing) throws IOException {
        var all = new ArrayList<Recording>();
        for (var number = 1; number <= sharing; number++) {
            all.add(recording(number, cell));
        }
        return all;
    }

    private static List<String> ids(List<Recording> parts) {
        return parts.stream()
                .flatMap(part -> part.traces().stream())
                .map(Trace::id)
                .toList();
    }

    private static List<String> planned(String cell, int warmup, int requests) {
        return Stream.concat(
                        IntStream.rangeClosed(1, warmup).mapToObj(i -> cell + "-w" + i),
                        IntStream.rangeClosed(1, requests)
                                .mapToObj(i -> String.format(Locale.ROOT, "%s-%03d", cell, i)))
                .toList();
    }

    @Test
    void measureTogetherExactlyWhatIsPlannedAndJudgeNothing() throws Exception {
        for (var number = 1; number <= SHARDS; number++) {
            start(number);
        }
        for (var process : started) {
            assertThat(exit(process)).as(printed(started.indexOf(process) + 1)).isZero();
        }

        assertThat(ids(recordings("c6", 4))).containsExactlyInAnyOrderElementsOf(planned("c6", 6, 18));
        assertThat(ids(recordings("rate", 4))).containsExactlyInAnyOrderElementsOf(planned("rate", 4, 20));
        assertThat(ids(recordings("c2", 2))).containsExactlyInAnyOrderElementsOf(planned("c2", 0, 6));
        for (var number = 1; number <= SHARDS; number++) {
            var run = run(number);
            assertThat(run.resolve("result.json")).doesNotExist();
            assertThat(ShardFile.in(run))
                    .hasValueSatisfying(facts -> assertThat(facts.of()).isEqualTo(SHARDS));
            assertThat(Files.readString(run.resolve("summary.md")))
                    .contains("# Shard " + number + "/4: not judged, because a part has no verdict.")
                    .contains("-Dassay.merge=" + run(1) + "," + run(2) + "," + run(3) + "," + run(4))
                    .doesNotContain("PASS");
            assertThat(printed(number)).doesNotContain("PASS");
        }
        assertThat(printed(4)).contains("small c2: shard 4/4 has no part of it, and waits for the others");
        assertThat(recordings("c6", 4).stream().map(part -> part.shard().map(ShardRecord::lost)))
                .allSatisfy(lost -> assertThat(lost)
                        .hasValueSatisfying(none -> assertThat(none).isEmpty()));
        followOneSchedule(recordings("rate", 4));
    }

    /** By the clock of the file server, each request was due when the schedule of the whole test says. */
    private static void followOneSchedule(List<Recording> parts) {
        var pace = new Pace.Open(new Quantity(20, Unit.PER_SECOND, "20/s"), new Arrivals.Poisson(), 1, null, null);
        var due = Schedule.first(pace, 20);
        var first = parts.getFirst().shard().orElseThrow();
        for (var part : parts) {
            var shard = part.shard().orElseThrow();
            var unsure = requireNonNull(shard.within()) + requireNonNull(first.within());
            assertThat(Math.abs(requireNonNull(shard.zero())
                            + shard.begun()
                            - requireNonNull(first.zero())
                            - first.begun()))
                    .isLessThanOrEqualTo(unsure);
            for (var trace : part.measured()) {
                var index = Integer.parseInt(trace.id().substring("rate-".length())) - 1;
                assertThat(trace.scheduled() - shard.begun()).as(trace.id()).isEqualTo(due[index]);
            }
        }
    }

    @Test
    void goOnAfterOneOfThemWasKilled() throws Exception {
        for (var number = 1; number <= SHARDS; number++) {
            start(number);
        }
        assertThat(measuresAtARate.await(AT_MOST.toSeconds(), TimeUnit.SECONDS))
                .as(printed(3))
                .isTrue();
        started.get(2).destroyForcibly();

        assertThat(exit(started.get(0))).as(printed(1)).isEqualTo(2);
        assertThat(exit(started.get(1))).as(printed(2)).isEqualTo(2);
        assertThat(exit(started.get(3))).as(printed(4)).isEqualTo(2);
        for (var number : List.of(1, 2, 4)) {
            assertThat(printed(number))
                    .contains("NOT MEASURED small rate: shard " + number
                            + "/4: shard 3: it gave no sign of life for 30.0 s")
                    .contains("NOT MEASURED small c2");
            assertThat(recording(number, "rate").shard().orElseThrow().lost()).containsExactly(3);
        }
        var before = Files.readString(run(1).resolve("traces/small/c6.jsonl"));

        var directories = List.of(run(1), run(2), run(3), run(4));
        started.clear();
        for (var number = 1; number <= SHARDS; number++) {
            start(number, "--resume=" + directories.get(number - 1));
        }
        for (var process : started) {
            assertThat(exit(process)).as(printed(started.indexOf(process) + 1)).isZero();
        }

        assertThat(Files.readString(run(1).resolve("traces/small/c6.jsonl"))).isEqualTo(before);
        assertThat(printed(1))
                .contains("small c6: measured by all shards before the run was interrupted, and not again");
        assertThat(ids(recordings("rate", 4))).containsExactlyInAnyOrderElementsOf(planned("rate", 4, 20));
        assertThat(ids(recordings("c2", 2))).containsExactlyInAnyOrderElementsOf(planned("c2", 0, 6));
    }
}
