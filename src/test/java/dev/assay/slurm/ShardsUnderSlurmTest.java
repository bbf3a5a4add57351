package dev.assay.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.assay.recording.files.TraceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code examples/shards/gate.sbatch} and {@code assay.jar} under a real Slurm, on a server of known timing. */
@Tag("slurm")
@ResourceLock("slurm")
class ShardsUnderSlurmTest {
    private static final Path JAR = Path.of("target/assay.jar").toAbsolutePath();
    private static final Path SCRIPT = Path.of("examples/shards/gate.sbatch").toAbsolutePath();
    private static final int SHARDS = 4;
    /** So long that 2 % of it are longer than a busy machine delays 400 requests on average. */
    private static final Duration LONG_FIRST = Duration.ofSeconds(5);

    private static final Duration LONG_GAP = Duration.ofMillis(250);
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration GAP = Duration.ofMillis(50);
    private static final double TWO_PERCENT = 0.02;

    /** Unpacked once for all tests. */
    @TempDir
    private static Path cache;

    @TempDir
    private Path folder;

    private final List<Job> jobs = new ArrayList<>();
    private @Nullable ScriptedServer server;

    private void serve(Duration first, Duration gap) throws IOException {
        server = ScriptedServer.start(first, gap);
        Files.createDirectories(folder.resolve("gate/tokenizers"));
        Files.copy(Path.of("tokenizers/smollm2.json"), folder.resolve("gate/tokenizers/smollm2.json"));
        Files.writeString(folder.resolve("gate/thresholds.yaml"), """
                version: 1
                workloads:
                  small: {input-tokens: 16, output-tokens: 20, api: completions}
                deployments:
                  mock:
                    model: mock
                    tokenizer: tokenizers/smollm2.json
                    precision: bf16
                    engine: openai
                    load:
                      - {cell: c400, workload: small, concurrency: 400, requests: 1600, limits: {ttft.mean: {max: 5100 ms}, tpot.mean: {max: 255 ms}}}
                      - {cell: c8, workload: small, concurrency: 8, requests: 400, warmup: 0, limits: {tpot.mean: {max: 100 ms}}}
                """);
    }

    @AfterEach
    void stop() {
        jobs.forEach(Job::kill);
        Objects.requireNonNull(server).close();
    }

    /** Submits the script as docs/scale.md says, on one machine with few processors. */
    private Job submit(String... arguments) {
        var words = new ArrayList<String>(List.of(
                "--chdir=" + folder,
                "--nodes=1",
                "--overcommit",
                "--cpus-per-task=1",
                "--mem-per-cpu=100M",
                "--time=60",
                "--export=ALL,PATH=" + Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH")
                        + ",GATE=" + folder.resolve("gate") + ",JAR=" + JAR + ",ENDPOINT="
                        + Objects.requireNonNull(server).base()
                        + "," + quick(),
                SCRIPT.toString()));
        words.addAll(List.of(arguments));
        jobs.add(Job.submit(folder, words));
        return jobs.getLast();
    }

    /** Returns variables of the gates: four clients on two processors would calibrate until the optimizing compiler of each is done. */
    private static String quick() {
        return "ASSAY_CACHE=" + cache + ",JDK_JAVA_OPTIONS=-XX:TieredStopAtLevel=1";
    }

    private Path shared(Job job) {
        return folder.resolve("gate/runs/slurm-" + job.number());
    }

    private Path run(Job job, int shard) throws IOException, InterruptedException {
        return Path.of(Watched.await(shared(job).resolve("directories/" + shard), text -> text.endsWith("\n"))
                .strip());
    }

    private Path traces(Job job, int shard, String cell) throws IOException, InterruptedException {
        return run(job, shard).resolve("traces/mock/" + cell + ".jsonl");
    }

    /** Waits until a shard has recorded a measured request. */
    private void awaitRequest(Job job, int shard, String cell) throws IOException, InterruptedException {
        Watched.await(shared(job).resolve("tests/mock/" + cell + "/1/1/start-1"), text -> true);
        Watched.await(traces(job, shard, cell), text -> text.contains("\"id\":\"" + cell + "-0"));
    }

    /** Returns the result of the run that was merged last. */
    private JsonNode result() throws IOException {
        try (var runs = Files.list(folder.resolve("gate/runs"))) {
            var last = runs.filter(run -> run.toString().endsWith("-merged"))
                    .max(Path::compareTo)
                    .orElseThrow();
            return JsonMapper.shared().readTree(Files.readString(last.resolve("result.json")));
        }
    }

    private static JsonNode row(JsonNode result, String name) {
        return result.path("rows")
                .valueStream()
                .filter(row -> row.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void judgesFourTasksAsOneAfterOneOfThemWasKilledAndTheJobContinued() throws Exception {
        serve(LONG_FIRST, LONG_GAP);

        var first = submit("--groups=load", "--cells=c400");
        awaitRequest(first, 3, "c400");
        first.kill(2);
        var broken = first.end();

        assertThat(broken.status()).as(broken.printed()).isEqualTo(2);
        assertThat(broken.printed())
                .contains("NOT MEASURED mock c400: shard 1/4: shard 3: it gave no sign of life for 30.0 s")
                .contains("UNMEASURED mock c400: shard 3 of 4 (" + run(first, 3).getFileName()
                        + ") was ended in the middle of this test, or still runs. If it has ended, continue all shards with"
                        + " -Dassay.shard,");
        assertThat(row(result(), "mock c400").path("verdict").asString()).isEqualTo("UNMEASURED");

        calibratedOneAfterAnother(shared(first).resolve("tests/mock/c400/1/1"));

        var second = submit(first.number(), "--groups=load", "--cells=c400").end();

        assertThat(second.status()).as(second.printed()).isZero();
        var result = result();
        var row = row(result, "mock c400");
        assertThat(row.path("verdict").asString()).isEqualTo("PASS");
        assertThat(row.at("/figures/ttft.mean/samples").asInt()).isEqualTo(1600);
        near(row, "ttft.mean", LONG_FIRST);
        near(row, "tpot.mean", LONG_GAP);
        assertThat(errors(result)).isEmpty();
        calibratedOneAfterAnother(shared(first).resolve("tests/mock/c400/1/2"));
    }

    private static void near(JsonNode row, String figure, Duration truth) {
        var millis = truth.toNanos() / 1e6;
        assertThat(row.at("/figures/" + figure + "/value").asDouble())
                .as(figure)
                .isCloseTo(millis, within(TWO_PERCENT * millis));
    }

    private static List<String> errors(JsonNode result) throws IOException {
        try (var file = ShardsUnderSlurmTest.class.getResourceAsStream("/dev/assay/result-2.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Objects.requireNonNull(file))
                    .validate(
                            result, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                    .stream()
                    .map(Object::toString)
                    .toList();
        }
    }

    private static void calibratedOneAfterAnother(Path steps) throws IOException {
        var times = new ArrayList<FileTime>();
        for (var shard = 1; shard <= SHARDS; shard++) {
            times.add(Files.getLastModifiedTime(steps.resolve("calibrating-" + shard)));
            times.add(Files.getLastModifiedTime(steps.resolve("calibrated-" + shard)));
        }
        assertThat(times).isSorted();
        assertThat(times.getFirst()).isLessThan(times.getLast());
    }

    @Test
    void keepsWhatEachTaskHasIfTheJobIsCancelled() throws Exception {
        serve(FIRST, GAP);
        var job = submit("--groups=load", "--cells=c8");
        for (var shard = 1; shard <= SHARDS; shard++) {
            awaitRequest(job, shard, "c8");
        }

        Command.run("scancel", job.number());

        var printed = job.end().printed();
        for (var shard = 1; shard <= SHARDS; shard++) {
            assertThat(TraceFile.read(traces(job, shard, "c8")).measured()).isNotEmpty();
            assertThat(printed)
                    .contains("interrupted: the run is in " + run(job, shard)
                            + "; the same command with -Dassay.resume=" + run(job, shard)
                            + " continues it without repeating finished tests");
        }
    }

    /** As at the time limit, of which {@code --signal} tells the tasks and not the script. */
    @Test
    void judgesWhatEachTaskHasIfTheTasksAreToldToEnd() throws Exception {
        serve(FIRST, GAP);
        var job = submit("--groups=load", "--cells=c8");
        for (var shard = 1; shard <= SHARDS; shard++) {
            awaitRequest(job, shard, "c8");
        }

        Command.run("scancel", "--signal=TERM", job.number());

        var ended = job.end();
        assertThat(ended.status()).as(ended.printed()).isEqualTo(2);
        assertThat(ended.printed())
                .contains("UNMEASURED mock c8: shard 1 of 4 (" + run(job, 1).getFileName()
                        + ") was ended in the middle of this test,");
    }

    @Test
    void measuresInAnAllocationThatIsThere() throws Exception {
        serve(LONG_FIRST, LONG_GAP);
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var assay = List.of(
                java,
                "-jar",
                JAR.toString(),
                "verify",
                "--groups=load",
                "--cells=c400",
                "--directory=" + folder.resolve("gate"));
        var words = new ArrayList<>(
                List.of("srun", "-n", String.valueOf(SHARDS), "--overcommit", "--export=ALL," + quick()));
        words.addAll(assay);
        words.addAll(List.of(
                "--endpoint=" + Objects.requireNonNull(server).base(),
                "--shard=slurm",
                "--shard.directory=runs/joint-1"));
        Command.run(words.toArray(String[]::new));

        var merge = new ArrayList<>(assay);
        merge.add("--merge=runs/joint-1");
        var printed = Command.run(merge.toArray(String[]::new));

        assertThat(printed).contains("PASS          mock c400");
        var row = row(result(), "mock c400");
        assertThat(row.at("/figures/ttft.mean/samples").asInt()).isEqualTo(1600);
        near(row, "ttft.mean", LONG_FIRST);
        near(row, "tpot.mean", LONG_GAP);
    }
}
