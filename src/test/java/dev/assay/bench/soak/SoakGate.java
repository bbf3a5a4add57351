package dev.assay.bench.soak;

import dev.assay.run.console.Console;
import dev.assay.suite.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One run of the gate with many load tests: {@code FOLDER BASE TESTS REQUESTS}. After the verdict of each test it prints a sample of its process. The samples are
 * taken on the thread that runs the tests, so nothing else happens meanwhile.
 */
final class SoakGate {
    private static final int STREAMS = 8;
    /** A test on a busy machine may be UNMEASURED, and has sent its requests like any other. */
    private static final Pattern VERDICT = Pattern.compile("\\[assay] (PASS|UNMEASURED) small ");

    private SoakGate() {}

    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        var tests = Integer.parseInt(arguments[2]);
        var each = Long.parseLong(arguments[3]);
        write(folder, tests, each);
        var begun = System.nanoTime();
        // The time and the processor time of sampling belong to no request.
        var sampling = new AtomicLong();
        var sent = new AtomicLong();
        var properties = Map.of("assay.directory", folder.toString(), "assay.endpoint", arguments[1]);
        var endings = new Suite(properties, folder.resolve("reports"), Optional.of("load")).run(new Console(line -> {
            System.out.println(line);
            if (VERDICT.matcher(line).lookingAt()) {
                var now = System.nanoTime();
                var sample = SoakSample.now(sent.addAndGet(each + STREAMS), now - begun - sampling.get());
                sampling.addAndGet(System.nanoTime() - now);
                System.out.println(sample.line());
            }
        }));
        System.out.println("endings " + endings);
    }

    private static void write(Path folder, int tests, long requests) throws IOException {
        // Each prompt of a test begins with another word, so the tokenizer of the tests' small gates has too few.
        Files.createDirectories(folder.resolve("tokenizers"));
        Files.copy(Path.of("tokenizers/smollm2.json"), folder.resolve("tokenizers/smollm2.json"));
        var cells = IntStream.rangeClosed(1, tests).mapToObj("""
                      - {cell: c%d, workload: tiny, concurrency: STREAMS, requests: REQUESTS, limits: {e2e.mean: {max: 60 s}}}
                """::formatted).collect(Collectors.joining());
        // A process that is stopped for minutes and goes on must not lose requests by that.
        Files.writeString(
                folder.resolve("thresholds.yaml"),
                """
                version: 1
                workloads:
                  tiny: {input-tokens: 16, output-tokens: 2, api: completions}
                deployments:
                  small:
                    model: mock
                    tokenizer: tokenizers/smollm2.json
                    precision: bf16
                    engine: openai
                    deadlines: {connect: 60 min, first-output: 60 min, gap: 60 min, total: 120 min}
                    load:
                CELLS""".replace("CELLS", cells).replace("STREAMS", "" + STREAMS).replace("REQUESTS", "" + requests));
    }
}
