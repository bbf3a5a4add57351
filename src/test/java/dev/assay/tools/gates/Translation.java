package dev.assay.tools.gates;

import dev.assay.gate.checks.PlanChecks;
import dev.assay.input.InputFile;
import dev.assay.input.Problem;
import dev.assay.input.Problems;
import dev.assay.plan.Plan;
import dev.assay.plan.Selection;
import dev.assay.plan.Thresholds;
import dev.assay.run.checked.CheckedPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A gate of another project, translated in a test. */
record Translation(TranslatedGate gate, Map<String, String> files) {
    /** Translates a file without problems. */
    static Translation of(String name, String text) {
        var problems = new Problems();
        var gate = GateFiles.read(new InputFile(name, text, ""), problems);
        return problems.resolve(new Translation(gate.orElseThrow(), ThresholdsText.files(List.of(gate.orElseThrow()))));
    }

    /** Returns the problems of a file. */
    static List<String> problems(String name, String text) {
        var problems = new Problems();
        GateFiles.read(new InputFile(name, text, ""), problems);
        return problems.found().stream().map(Problem::toString).toList();
    }

    String thresholds() {
        return Objects.requireNonNull(files.get("thresholds.yaml"));
    }

    List<String> notTranslated() {
        return gate.notTranslated().stream().map(Problem::toString).toList();
    }

    /** Writes the files, and puts beside them what people are told to put there; then Assay's own reader must accept them. */
    Thresholds accepted(Path directory) {
        try {
            for (var file : files.entrySet()) {
                write(directory.resolve(file.getKey()), file.getValue());
            }
            for (var row : gate.deployments()) {
                write(directory.resolve(row.tokenizer()), "{}");
            }
            for (var name : List.of("evalsets/gsm8k/test.jsonl", "evalsets/gsm8k/train_first_8.jsonl")) {
                write(directory.resolve(name), Files.readString(Path.of(name)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var thresholds = Thresholds.read(directory, CheckedPlan.knownNames());
        var problems = PlanChecks.problems(Plan.of(thresholds, Selection.ALL));
        if (!problems.isEmpty()) {
            throw new AssertionError(problems.toString());
        }
        return thresholds;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }
}
