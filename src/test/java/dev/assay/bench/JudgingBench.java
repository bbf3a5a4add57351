package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.Judge;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.recording.Recording;
import dev.assay.recording.files.TraceFile;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.ReadTimes;
import dev.assay.trace.Trace;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Measures the time and memory for judging a load test from its files. This is not a test; bench/README.md says how to run it. */
class JudgingBench {
    private static final Path SMALL = Path.of("src/test/resources/trace/trace-1.jsonl");
    private static final String MODEL = "RedHatAI/Qwen3-32B-NVFP4";
    /** The number of different answers. Making more would take longer than judging them. */
    private static final int ANSWERS = 100;

    private static final double NANOS_PER_SECOND = 1e9;
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final String LARGE_HEAP = "2g";
    private static final String SMALL_HEAP = "512m";
    private static final Pattern TIMES = Pattern.compile("judged in ([0-9.]+) s, again in ([0-9.]+) s");

    @TempDir
    private static Path folder;

    /** Writes all files before the first is judged, so that this JVM is idle during the measurement. */
    @BeforeAll
    static void write() {
        write(120, 800, false);
        write(1000, 1000, false);
        write(10_000, 800, false);
        write(10_000, 800, true);
    }

    private static void write(int requests, int events, boolean ids) {
        try (var traces = new TraceFile.Writer(file(requests, ids), header())) {
            var answers = IntStream.range(0, Math.min(requests, ANSWERS))
                    .mapToObj(number -> trace(number, events, ids))
                    .toList();
            for (var i = 0; i < requests; i++) {
                traces.append(again(answers.get(i % ANSWERS), i));
            }
        }
    }

    private static Recording.Header header() {
        return Plans.recordingOf(Map.of("model", MODEL), List.of()).header();
    }

    private static Path file(int requests, boolean ids) {
        return folder.resolve(requests + (ids ? "-ids" : "") + ".jsonl");
    }

    /** Judges each load test in its own JVM with this heap size. */
    @ParameterizedTest
    @CsvSource({"1000, 1000, 512m", "1000, 1000, 256m", "120, 800, 512m", "10000, 800, 512m"})
    void judges(int requests, int events, String heap) throws IOException, InterruptedException {
        System.out.print(judged(classPath(), file(requests, false), requests, events, heap));
    }

    /** Judges the same files by this build and by an earlier one, in turns. */
    @Test
    void besideAnEarlierBuild() throws IOException, InterruptedException {
        var before = System.getProperty("bench.before");
        if (before != null) {
            var earlier = classPathOf(Path.of(before));
            inTurns(
                    "this build in a heap of " + SMALL_HEAP,
                    () -> judged(classPath(), file(10_000, false), 10_000, 800, SMALL_HEAP),
                    "the build in " + before + " in a heap of " + LARGE_HEAP,
                    () -> judged(earlier, file(10_000, false), 10_000, 800, LARGE_HEAP));
        }
    }

    /** Judges answers whose events have token ids, and the same without, in turns. */
    @Test
    void withTokenIds() throws IOException, InterruptedException {
        inTurns(
                "with token ids",
                () -> judged(classPath(), file(10_000, true), 10_000, 800, SMALL_HEAP),
                "without",
                () -> judged(classPath(), file(10_000, false), 10_000, 800, SMALL_HEAP));
    }

    private interface Run {
        String lines() throws IOException, InterruptedException;
    }

    /** Prints the medians of both, in a new JVM and in one that has judged the same before, and the ratios of the first to the second. */
    private static void inTurns(String one, Run first, String other, Run second)
            throws IOException, InterruptedException {
        var ours = new double[2][ROUNDS];
        var theirs = new double[2][ROUNDS];
        for (var round = 0; round < ROUNDS; round++) {
            // Every second round in the opposite order, so that neither always follows the other.
            if (round % 2 == 0) {
                put(first, ours, round);
            }
            put(second, theirs, round);
            if (round % 2 != 0) {
                put(first, ours, round);
            }
        }
        for (var i = 0; i < 2; i++) {
            System.out.printf(
                    Locale.ROOT,
                    "10000 requests of 800 events, %s: %s %.2f s, %s %.2f s: %.2f times (medians of %d)%n",
                    i == 0 ? "in a new JVM" : "again",
                    one,
                    median(ours[i]),
                    other,
                    median(theirs[i]),
                    median(ours[i]) / median(theirs[i]),
                    ROUNDS);
        }
    }

    private static void put(Run run, double[][] times, int round) throws IOException, InterruptedException {
        var lines = run.lines();
        var found = TIMES.matcher(lines);
        assertThat(found.find()).as(lines).isTrue();
        times[0][round] = Double.parseDouble(found.group(1));
        times[1][round] = Double.parseDouble(found.group(2));
    }

    private static double median(double[] times) {
        var sorted = Arrays.stream(times).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    /** Returns this class path with the classes of another checkout, which must be compiled. */
    private static String classPathOf(Path checkout) {
        var folders = List.of("classes", "test-classes");
        return Arrays.stream(classPath().split(File.pathSeparator))
                .map(Path::of)
                .map(path -> folders.contains(path.getFileName().toString())
                        ? checkout.resolve("target").resolve(path.getFileName())
                        : path)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String judged(String classPath, Path file, int requests, int events, String heap)
            throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var main = JudgingBench.class.getName();
        var process = new ProcessBuilder(
                        java, "-Xmx" + heap, "-cp", classPath, main, file.toString(), "" + requests, "" + events)
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    /** Returns an answer with one token per event and one event per read, as vLLM writes it for a model with a long name. */
    private static Trace trace(int number, int events, boolean ids) {
        var random = new Random(number);
        var id = String.format(Locale.ROOT, "cmpl-%016x%016x", random.nextLong(), random.nextLong());
        var sent = number * 10.0;
        var trace = Traces.trace(String.format(Locale.ROOT, "c4-%04d", number))
                .by(MODEL)
                .sentAt(sent);
        for (var i = 0; i < events; i++) {
            // Some tokens, about one in twenty, are a line break, which is escaped in JSON.
            var word = i % 20 == 19 ? "\\n" : Integer.toString(random.nextInt(36 * 36 * 36), 36);
            var finish = i < events - 1 ? "null" : "\"length\"";
            trace.data(
                    sent + 100 + 25 * i + random.nextDouble(),
                    String.format(
                            Locale.ROOT,
                            """
                    {"id":"%s","object":"text_completion","created":1795289689,"model":"%s",\
                    "choices":[{"index":0,"text":" %s","logprobs":null,"finish_reason":%s,"stop_reason":null,\
                    "prompt_token_ids":null,"token_ids":%s}]}""",
                            id,
                            MODEL,
                            word,
                            finish,
                            ids ? "[" + random.nextInt(150_000) + "]" : "null"));
        }
        return trace.usage(256, events).done().build();
    }

    /** Returns a copy of an answer as that to another request, four in flight. */
    private static Trace again(Trace trace, int number) {
        var answer = trace.ended() - trace.sent();
        var later = number / 4 * (answer + 1_000_000) + number % 4 * 100_000L - trace.sent();
        var reads = new ReadTimes.Builder();
        for (var i = 0; i < trace.reads().count(); i++) {
            reads.add(trace.reads().end(i), trace.reads().nanos(i) + later);
        }
        return new Trace(
                String.format(Locale.ROOT, "c4-%05d", number),
                false,
                trace.requestSha256(),
                trace.sent() + later,
                trace.sent() + later,
                0,
                trace.head(),
                reads.build(),
                trace.body(),
                trace.ended() + later,
                trace.ending());
    }

    /** Judges {@code FILE REQUESTS EVENTS} twice and prints how long it took. */
    public static void main(String[] args) {
        var file = Path.of(args[0]);
        var planned = Plans.planned(Plans.loadTest(Integer.parseInt(args[1]), Integer.parseInt(args[2])));
        // Loads the JSON reader first, which takes a while; the gate, too, has read its input before.
        TraceFile.read(SMALL);

        var first = judge(file, planned);
        var again = judge(file, planned);
        var recording = TraceFile.read(file);
        System.gc();
        var held = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();

        System.out.printf(
                Locale.ROOT,
                "%s requests of %s events, %d MB: judged in %.2f s, again in %.2f s; heap of %d MiB, of which"
                        + " the traces hold %d%n",
                args[1],
                args[2],
                recording.traces().stream()
                                .mapToLong(trace -> trace.body().size())
                                .sum()
                        / 1_000_000,
                first,
                again,
                Runtime.getRuntime().maxMemory() >> 20,
                held >> 20);
    }

    private static double judge(Path file, Planned planned) {
        var start = System.nanoTime();
        var verdict = Judge.judge(planned, TraceFile.read(file));
        var seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        assertThat(verdict.verdict()).isEqualTo(new Verdict.Pass());
        return seconds;
    }
}
