package dev.assay.faults;

import dev.assay.faults.Fault.Place;
import dev.assay.testing.ScriptedEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Faults of the machine on which the gate runs. */
final class HostFaults {
    private static final Pattern ENDED = Pattern.compile("(\"ended\":)(\\d)");

    private HostFaults() {}

    /** Judges again a run whose traces were changed. */
    private static Fault.Plant changed(UnaryOperator<String> change) {
        return folder -> {
            var gate = SmallGate.in(folder);
            try (var server = new ScriptedEndpoint(Answers.to(request -> Answers.good()))) {
                gate.run(server.base());
            }
            var run = gate.runs().getFirst();
            var traces = run.resolve("traces/small/c1.jsonl");
            Files.writeString(traces, change.apply(Files.readString(traces)));
            return gate.judge(run);
        };
    }

    /** The directory of the run is deleted when the second request arrives. */
    private static Fault.Plant vanishing() {
        return folder -> {
            var gate = SmallGate.in(folder);
            var requests = new AtomicInteger();
            try (var server = new ScriptedEndpoint(Answers.to(request -> {
                if (requests.incrementAndGet() == 2) {
                    delete(folder.resolve("runs"));
                }
                return Answers.good();
            }))) {
                return gate.run(server.base());
            }
        };
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes an input file before the gate starts. */
    private static Fault.Plant input(String file, UnaryOperator<String> change) {
        return folder -> {
            var gate = SmallGate.asking(folder);
            var path = folder.resolve(file);
            var text = change.apply(Files.readString(path));
            Files.delete(path);
            if (!text.isEmpty()) {
                Files.writeString(path, text);
            }
            return gate.run(URI.create("http://127.0.0.1:9"));
        };
    }

    static List<Fault> rows() {
        return new Rows(Place.HOST)
                .unmeasured("runs/ is a file", folder -> {
                    var gate = SmallGate.in(folder);
                    Files.writeString(folder.resolve("runs"), "a file");
                    try (var server = new ScriptedEndpoint(Answers.to(request -> Answers.good()))) {
                        return gate.run(server.base());
                    }
                })
                .unmeasured("runs/ is deleted during the test", vanishing())
                .unmeasured(
                        "a number in the traces is changed",
                        changed(text -> ENDED.matcher(text)
                                .replaceFirst(found -> found.group(1) + (Integer.parseInt(found.group(2)) % 9 + 1))))
                .harmless(
                        "the last line of the traces is lost",
                        "every request is there",
                        changed(text -> text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1)))
                .unmeasured(
                        "the traces are cut in the middle of a line",
                        changed(text -> text.substring(0, text.length() / 2)))
                .row(SmallGate.REFUSED, "thresholds.yaml is missing", input("thresholds.yaml", text -> ""))
                .row(
                        SmallGate.REFUSED,
                        "thresholds.yaml is cut in the middle",
                        input("thresholds.yaml", text -> text.substring(0, text.length() - 40)))
                .row(
                        SmallGate.REFUSED,
                        "the evalset is cut in the middle of a line",
                        input("evalsets/sums.jsonl", text -> text.substring(0, text.length() - 20)))
                .rows();
    }
}
