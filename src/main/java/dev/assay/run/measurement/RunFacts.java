package dev.assay.run.measurement;

import dev.assay.input.FlatFacts;
import dev.assay.input.InputDirectory;
import dev.assay.input.InputFile;
import dev.assay.input.Json;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import dev.assay.report.RunDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the facts in the files of a run directory. */
public final class RunFacts {
    /** The formats of files with tests that can be read: those of this version and older ones. */
    private static final List<String> FORMATS = List.of("plan/1", "result/1", "result/2");

    private RunFacts() {}

    /**
     * Reads the environment of a run.
     *
     * @throws dev.assay.input.InputException if there is no such file, or it cannot be read
     */
    public static Map<String, String> environment(Path run) {
        return of(run, "environment.json", "the environment of a run");
    }

    /**
     * Reads the plan of a run.
     *
     * @throws dev.assay.input.InputException if there is no such file, or it cannot be read
     */
    static Map<String, String> plan(Path run) {
        return of(run, "plan.json", "the plan of a run");
    }

    /**
     * Reads the names of the tests that a run judged, or had planned if it was interrupted. If only one question of an evalset was asked, the name is that of
     * the question's test. Tests of groups that were not run are only in the plan.
     *
     * @throws dev.assay.input.InputException if there is no such file, or it cannot be read
     */
    public static List<String> tests(RunDirectory run) {
        var planned = tests(run.path(), "plan.json", "the plan of a run");
        if (!run.ended()) {
            return planned;
        }
        var judged = tests(run.path(), "result.json", "the result of a run");
        return planned.stream()
                .filter(test -> judged.stream().anyMatch(name -> test.equals(name) || test.startsWith(name + " ")))
                .toList();
    }

    private static List<String> tests(Path run, String name, String expected) {
        var problems = new Problems();
        var file = new InputDirectory(run).read(name, expected, problems);
        var names = new ArrayList<String>();
        var json = file == null ? List.<Node>of() : Json.read(file, problems);
        for (var node : json) {
            checkFormat(node, problems);
            if (node instanceof Node.Mapping mapping && mapping.value("rows") instanceof Node.Sequence tests) {
                tests.items()
                        .forEach(test -> text(test, "name")
                                .ifPresent(text -> names.add(text
                                        + text(test, "question")
                                                .or(() -> text(test, "block"))
                                                .map(" "::concat)
                                                .orElse(""))));
            }
        }
        return problems.resolve(names);
    }

    private static void checkFormat(Node node, Problems problems) {
        var format = text(node, "format");
        if (format.isEmpty() || !FORMATS.contains(format.get())) {
            problems.add(
                    node.place(),
                    "expected one of the formats " + String.join(", ", FORMATS) + ", found "
                            + format.map(text -> "[" + text + "]").orElse("none")
                            + ". Judge the run again with the version that wrote it.");
        }
    }

    private static Optional<String> text(Node test, String key) {
        return test instanceof Node.Mapping mapping && mapping.value(key) instanceof Node.Scalar scalar
                ? Optional.of(scalar.text())
                : Optional.empty();
    }

    /** Reads the text of a plan. */
    static Map<String, String> plan(String text) {
        var problems = new Problems();
        return problems.resolve(of(new InputFile("plan.json", text, ""), problems));
    }

    private static Map<String, String> of(Path run, String name, String expected) {
        var problems = new Problems();
        var file = new InputDirectory(run).read(name, expected, problems);
        return problems.resolve(file == null ? null : of(file, problems));
    }

    private static Map<String, String> of(InputFile file, Problems problems) {
        return FlatFacts.of(Json.read(file, problems));
    }
}
