package dev.assay.faults;

import static dev.assay.testing.GateFiles.KEPT;
import static dev.assay.testing.GateFiles.cell;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.faults.Fault.Outcome;
import dev.assay.recording.files.TraceFile;
import dev.assay.suite.GateRun;
import dev.assay.testing.GateFiles;
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

/**
 * A gate with one small test.
 *
 * @param tag the kind of the test
 * @param test its name
 */
public record SmallGate(Path folder, String tag, String test) {
    static final String REFUSED = "bad input";
    private static final String INPUT = "thresholds.yaml, evalsets and properties are valid";

    /** A gate with a load test of three requests, one after the other, and a limit that only a fault can miss. */
    static SmallGate in(Path folder, String... keys) {
        return load(folder, cell("c1", 3, KEPT), keys);
    }

    /** A gate with another load test. */
    static SmallGate load(Path folder, String cell, String... keys) {
        GateFiles.in(folder).deployment(List.of(keys), GateFiles.tests("load", cell));
        return of(folder);
    }

    /** The load test of a gate that was written before. */
    static SmallGate of(Path folder) {
        return new SmallGate(folder, "load", "small c1");
    }

    /** A gate with an evalset of four questions, all of which must be answered rightly. */
    static SmallGate asking(Path folder, String... keys) {
        GateFiles.in(folder)
                .sums("sums", 4)
                .deployment(List.of(keys), "accuracy: [{evalset: sums, limits: {accuracy: {min: 4/4}}}]");
        return new SmallGate(folder, "accuracy", "small sums");
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

    /** Plants a fault into a server that does with each request of any kind what the function says. */
    static Fault.Plant served(Function<Seen, Script> answer, String... keys) {
        return folder -> {
            var gate = in(folder, keys);
            try (var server = new ScriptedEndpoint(answer)) {
                return gate.run(server.base());
            }
        };
    }

    /** Plants a fault into the answers to questions. */
    static Fault.Plant questioned(Function<Seen, Script> answer, String... keys) {
        return folder -> {
            var gate = asking(folder, keys);
            try (var server = new ScriptedEndpoint(Answers.to(answer))) {
                return gate.run(server.base());
            }
        };
    }

    /** Runs the load test against a server, and looks at what is left. */
    Outcome run(URI base, String... properties) throws IOException, InterruptedException {
        var all = Stream.concat(Stream.of("endpoint=" + base), Stream.of(properties))
                .toArray(String[]::new);
        return run(all);
    }

    /** Runs the test with these options, and looks at what is left. */
    Outcome run(String... properties) throws IOException, InterruptedException {
        return outcome(GateRun.of(tag, folder, properties));
    }

    /** Judges a run again, and changes nothing in it. */
    Outcome judge(Path run) {
        var line = line(GateRun.of(tag, folder, "run=" + run));
        return new Outcome(word(line), said(line.substring(word(line).length() + 1)), "what was there before");
    }

    private Outcome outcome(GateRun run) throws IOException, InterruptedException {
        var line = line(run);
        var word = word(line);
        return new Outcome(word, said(line.substring(word.length() + 1)), left(each -> "not tried"));
    }

    private static String word(String line) {
        return line.startsWith(REFUSED) ? REFUSED : line.substring(0, line.indexOf(' '));
    }

    /** Returns the line that tells a person the verdict. */
    private String line(GateRun run) {
        if (run.broken() != null) {
            return "BROKEN " + run.broken();
        }
        if (!run.test(INPUT).status().equals("passed")) {
            return REFUSED + " " + run.test(INPUT).message();
        }
        var red = run.tests().entrySet().stream()
                .filter(each -> each.getKey().startsWith(test)
                        && !List.of("passed", "skipped")
                                .contains(each.getValue().status()))
                .map(each -> each.getValue().message())
                .findFirst();
        return red.orElseGet(() -> run.console().stream()
                .filter(line -> line.startsWith("[assay] PASS " + test))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no verdict in " + run.console()))
                .replace("[assay] ", ""));
    }

    /** Returns a line without what differs from run to run. */
    String said(String line) {
        return line.replace(folder.toString(), "GATE")
                .replaceAll("\\d{8}-\\d{6}-\\d{3}", "RUN")
                .replaceAll("(127\\.0\\.0\\.1|localhost):\\d+", "$1:8000")
                .replaceAll(" \\((measured|recorded) \\d{4}-\\d{2}-\\d{2}\\)$", "")
                .replaceAll("\\d+\\.\\d{3} ms", "… ms")
                .replaceAll("\\d+\\.\\d+ % (of the requests' total|over)", "… % $1")
                .replaceAll("p = [0-9.e-]+", "p = …")
                .replaceAll("after \\d{6} events", "after … events")
                .replaceAll("\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z", "TIME");
    }

    /** Goes on with a run that has no verdicts, and returns the verdict. */
    interface Resuming {
        String verdict(Path run) throws IOException, InterruptedException;
    }

    /** Reads all that the run left, and judges it again. */
    String left(Resuming resuming) throws IOException, InterruptedException {
        var runs = runs();
        if (runs.isEmpty()) {
            return "nothing";
        }
        var run = runs.getLast();
        for (var traces : files(run, ".jsonl")) {
            assertThat(TraceFile.read(traces).header().deployment()).isEqualTo("small");
        }
        if (!Files.exists(run.resolve("result.json"))) {
            return "a run without verdicts; resumed: " + resuming.verdict(run);
        }
        if (files(run, ".jsonl").isEmpty()) {
            return "a run that measured nothing";
        }
        return "the whole run; judged again: " + word(line(GateRun.of(tag, folder, "run=" + run)));
    }

    List<Path> runs() {
        return new GateFiles(folder).runs();
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
