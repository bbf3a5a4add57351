package dev.assay.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.faults.Fault.Outcome;
import dev.assay.recording.files.TraceFile;
import dev.assay.suite.GateRun;
import dev.assay.suite.ServedGate;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.ScriptedEndpoint.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A gate with one load test of three requests, one after the other, and a limit that only a fault can miss. */
record SmallGate(Path folder) {
    static final String TEST = "small c1";
    private static final String INPUT = "thresholds.yaml, evalsets and properties are valid";

    /** Writes it. */
    static SmallGate in(Path folder, String... keys) throws IOException {
        ServedGate.in(folder);
        var gate = new SmallGate(folder);
        gate.write(keys);
        return gate;
    }

    /** Writes thresholds.yaml with further keys of the deployment. */
    void write(String... keys) throws IOException {
        Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                workloads:
                  tiny: {input-tokens: 4, output-tokens: 2, api: completions}
                deployments:
                  small:
                    model: small
                    tokenizer: tokenizers/words.json
                    precision: bf16
                    engine: vllm
                KEYS    load:
                      - {cell: c1, workload: tiny, concurrency: 1, requests: 3, warmup: 0, limits: {input-tokens.mean: {max: 4 tokens}}}
                """.replace(
                        "KEYS", Stream.of(keys).map(key -> "    " + key + "\n").reduce("", String::concat)));
    }

    /** Plants a fault into the answers of a server that lists its model as it should. */
    static Fault.Plant answering(Function<Seen, Script> answer, String... keys) {
        return folder -> {
            var gate = in(folder, keys);
            try (var server = new ScriptedEndpoint(Answers.to(answer))) {
                return gate.run(server.base());
            }
        };
    }

    static Fault.Plant answering(Script answer, String... keys) {
        return answering(request -> answer, keys);
    }

    /** Runs the load test against a server, and looks at what is left. */
    Outcome run(URI base, String... properties) {
        var all = Stream.concat(Stream.of("endpoint=" + base), Stream.of(properties))
                .toArray(String[]::new);
        return outcome(GateRun.of("load", folder, all));
    }

    private Outcome outcome(GateRun run) {
        var line = line(run);
        var space = line.indexOf(' ');
        var word = line.substring(0, space);
        return new Outcome(word, said(line.substring(space + 1)), left(word));
    }

    /** Returns the line that tells a person the verdict. */
    private static String line(GateRun run) {
        if (run.broken() != null) {
            return "BROKEN " + run.broken();
        }
        if (!run.test(INPUT).status().equals("passed")) {
            return "REFUSED " + run.test(INPUT).message();
        }
        var test = run.test(TEST);
        return test.status().equals("passed")
                ? run.console().stream()
                        .filter(line -> line.startsWith("[assay] PASS " + TEST))
                        .findFirst()
                        .orElseThrow()
                        .replace("[assay] ", "")
                : test.message();
    }

    /** Returns a line without what differs from run to run. */
    private String said(String line) {
        return line.replace(folder.toString(), "GATE")
                .replaceAll("\\d{8}-\\d{6}-\\d{3}", "RUN")
                .replaceAll("(127\\.0\\.0\\.1|localhost):\\d+", "$1:8000")
                .replaceAll(" \\((measured|recorded) \\d{4}-\\d{2}-\\d{2}\\)$", "")
                .replaceAll("\\d+\\.\\d{3} ms", "… ms");
    }

    /** Reads all that the run left, and judges it again. */
    private String left(String word) {
        var runs = runs();
        if (runs.isEmpty()) {
            return "nothing";
        }
        var run = runs.getLast();
        for (var traces : files(run, ".jsonl")) {
            assertThat(TraceFile.read(traces).header().deployment()).isEqualTo("small");
        }
        if (!Files.exists(run.resolve("result.json"))) {
            return "a run without verdicts";
        }
        if (files(run, ".jsonl").isEmpty()) {
            return "a run that measured nothing";
        }
        var again = GateRun.of("load", folder, "run=" + run);
        assertThat(line(again)).startsWith(word + " ");
        return "the whole run; judged again: " + word;
    }

    List<Path> runs() {
        var runs = folder.resolve("runs");
        if (!Files.exists(runs)) {
            return List.of();
        }
        try (var all = Files.list(runs)) {
            return all.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path run, String end) {
        try (var all = Files.walk(run.resolve("traces"))) {
            return all.filter(file -> file.toString().endsWith(end)).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
