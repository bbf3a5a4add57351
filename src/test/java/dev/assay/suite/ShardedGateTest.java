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
import dev.assay.run.StartupResult;
import dev.assay.run.checked.JvmFlags;
import dev.assay.testing.GateFiles;
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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three shards that measure a run together, on a server of known timing. Real are the gate, its client, the shared directory, and the process of the third shard, which is
 * killed; the first two shards are gates in the process of this test. Only the time until a shard is lost is shorter than usual.
 *
 * <p>No time is judged. Each shard has one request in flight in every load test, so that each process calibrates its client once.
 */
@Tag("slow")
class ShardedGateTest {
    private static final int SHARDS = 3;
    private static final Duration AT_MOST = Duration.ofMinutes(8);
    private static final Duration LOST = Duration.ofSeconds(10);
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration GAP = Duration.ofMillis(20);
    private static final String AT_A_RATE = "small rate: ";

    @TempDir
    private Path folder;

    private ReferenceServer server;
    private final ExecutorService threads =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
    private final List<Process> started = new ArrayList<>();
    private final Queue<String> printed = new ConcurrentLinkedQueue<>();
    private final CountDownLatch measuresAtARate = new CountDownLatch(1);

    @BeforeEach
    void serve() throws IOException {
        server = new ReferenceServer(new TokenTiming(FIRST, GAP, 4), 0);
        GateFiles.in(folder);
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
                      - {cell: c3, workload: tiny, concurrency: 3, requests: 9, warmup: 3, limits: {tpot.mean: {max: 60 ms}}}
                      - {cell: rate, workload: tiny, rate: 4/s, requests: 10, warmup: 3, limits: {tpot.mean: {max: 60 ms}}}
                      - {cell: c2, workload: tiny, concurrency: 2, requests: 6, warmup: 0, limits: {tpot.mean: {max: 60 ms}}}
                """);
    }

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
        threads.shutdownNow();
        server.close();
    }

    /** Starts one of the first two shards. */
    private Future<GateRun> here(int number, String... more) {
        var options = Stream.concat(
                        Stream.of(
                                "endpoint=" + server.base(),
                                "shard=" + number + "/" + SHARDS,
                                "shard.directory=" + folder.resolve("shared")),
                        Stream.of(more))
                .toArray(String[]::new);
        return threads.submit(() -> GateRun.of("load", Map.of(StartupResult.LOST, LOST.toString()), folder, options));
    }

    /** Starts the third shard. */
    private Process elsewhere(String... more) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(JvmFlags.WRITTEN.split(" ")));
        // Most of the time would go to a calibration that waits for the compiler.
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Assay.class.getName(),
                "verify",
                "--directory=" + folder,
                "--endpoint=" + server.base(),
                "--groups=load",
                "--shard=3/" + SHARDS,
                "--shard.directory=" + folder.resolve("shared")));
        command.addAll(List.of(more));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        started.add(process);
        Thread.ofVirtual().start(() -> {
            process.inputReader().lines().forEach(line -> {
                printed.add(line);
                if (line.contains(AT_A_RATE)) {
                    measuresAtARate.countDown();
                }
            });
            measuresAtARate.countDown();
        });
        return process;
    }

    private String printed() {
        return String.join("\n", printed);
    }

    private static GateRun ended(Future<GateRun> shard) throws Exception {
        var run = shard.get(AT_MOST.toSeconds(), TimeUnit.SECONDS);
        assertThat(run.broken()).isNull();
        return run;
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
    void goOnAfterOneOfThemWasKilledAndMeasureTogetherExactlyWhatIsPlanned() throws Exception {
        var first = List.of(here(1), here(2));
        var third = elsewhere();
        assertThat(measuresAtARate.await(AT_MOST.toSeconds(), TimeUnit.SECONDS))
                .as(printed())
                .isTrue();
        assertThat(printed()).contains(AT_A_RATE);
        third.destroyForcibly();
        for (var number = 1; number < SHARDS; number++) {
            var run = ended(first.get(number - 1));
            assertThat(run.with("skipped")).contains("small c3");
            assertThat(run.console())
                    .anyMatch(line -> line.startsWith(
                            "[assay] small c3: 3 requests after 1 to warm up, 1 in flight, to endpoint "));
            assertThat(run.with("error")).contains("small rate", "small c2");
            assertThat(run.test("small rate").message())
                    .isEqualTo("NOT MEASURED small rate: shard " + number
                            + "/3: shard 3: it gave no sign of life for 10.0 s. Continue all shards with"
                            + " -Dassay.resume; tests that all of them measured are not repeated.");
            assertThat(recording(number, "rate").shard().orElseThrow().lost()).containsExactly(3);
        }
        var before = Files.readString(run(1).resolve("traces/small/c3.jsonl"));

        var again = List.of(here(1, "resume=" + run(1)), here(2, "resume=" + run(2)));
        assertThat(elsewhere("--resume=" + run(3)).waitFor(AT_MOST.toSeconds(), TimeUnit.SECONDS))
                .as(printed())
                .isTrue();
        assertThat(started.getLast().exitValue()).as(printed()).isZero();
        for (var number = 1; number < SHARDS; number++) {
            var run = ended(again.get(number - 1));
            assertThat(run.with("error")).isEmpty();
            assertThat(run.with("skipped")).contains("small c3", "small rate", "small c2");
            assertThat(run.console())
                    .anyMatch(line -> line.contains(
                            "small c3: measured by all shards before the run was interrupted, and not again"));
        }

        assertThat(Files.readString(run(1).resolve("traces/small/c3.jsonl"))).isEqualTo(before);
        assertThat(printed()).contains("small c2: shard 3/3 has no part of it, and waits for the others");
        assertThat(ids(recordings("c3", 3))).containsExactlyInAnyOrderElementsOf(planned("c3", 3, 9));
        assertThat(ids(recordings("rate", 3))).containsExactlyInAnyOrderElementsOf(planned("rate", 3, 10));
        assertThat(ids(recordings("c2", 2))).containsExactlyInAnyOrderElementsOf(planned("c2", 0, 6));
        assertThat(recordings("rate", 3).stream().map(part -> part.shard().map(ShardRecord::lost)))
                .allSatisfy(lost -> assertThat(lost)
                        .hasValueSatisfying(none -> assertThat(none).isEmpty()));
        followOneSchedule(recordings("rate", 3));
        judgedNothing();
    }

    private void judgedNothing() throws IOException {
        for (var number = 1; number <= SHARDS; number++) {
            var run = run(number);
            assertThat(run.resolve("result.json")).doesNotExist();
            assertThat(ShardFile.in(run))
                    .hasValueSatisfying(facts -> assertThat(facts.of()).isEqualTo(SHARDS));
            assertThat(Files.readString(run.resolve("summary.md")))
                    .contains("# Shard " + number + "/3: not judged, because a part has no verdict.")
                    .contains("-Dassay.merge=" + run(1) + "," + run(2) + "," + run(3))
                    .doesNotContain("PASS");
        }
        assertThat(printed()).doesNotContain("PASS");
        assertThat(folder.resolve("reports/shard-3/TEST-dev.assay.suite.ShardTest.xml"))
                .content()
                .contains("skipped");
    }

    /** By the clock of the file server, each request was due when the schedule of the whole test says. */
    private static void followOneSchedule(List<Recording> parts) {
        var pace = new Pace.Open(new Quantity(4, Unit.PER_SECOND, "4/s"), new Arrivals.Poisson(), 1, null, null);
        var due = Schedule.first(pace, 10);
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
}
