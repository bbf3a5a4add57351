package dev.assay.report;

import dev.assay.gate.RunVerdict;
import dev.assay.plan.Plan;
import dev.assay.plan.PlanFacts;
import dev.assay.plan.tests.TestSpec;
import dev.assay.plan.thresholds.Question;
import dev.assay.recording.files.AtomicFile;
import dev.assay.report.json.ImportedJson;
import dev.assay.report.json.Json;
import dev.assay.report.json.ResultJson;
import dev.assay.report.summary.EnvironmentDifferences;
import dev.assay.report.summary.ImportedResults;
import dev.assay.report.summary.Language;
import dev.assay.report.summary.OtherTools;
import dev.assay.report.summary.Summary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The directory of one run: {@code plan.json}, {@code environment.json}, {@code traces/<deployment>/<row>.jsonl} with the bodies and
 * what the server counted beside, {@code result.json}, the summaries for people, {@code other-tools.md} and {@code differences.md}.
 */
public record RunDirectory(Path path) {
    private static final JsonMapper JSON = Json.MAPPER;
    private static final String RESULT = "result.json";

    /** Returns the file that the traces of a row belong in. */
    public Path traces(Plan.Planned planned) {
        return path.resolve("traces")
                .resolve(planned.deployment().name())
                .resolve(planned.test().name() + ".jsonl");
    }

    /** Returns the folder for what the servers of this run print. */
    public Path servers() {
        return path.resolve("servers");
    }

    /** Returns the file for what was told of the GPUs while a cell was measured, as it was told. */
    public Path gpu(Plan.Planned planned) {
        return path.resolve("gpu")
                .resolve(planned.deployment().name())
                .resolve(planned.test().name() + ".txt");
    }

    /** Creates the directory and writes what is known before anything is sent. */
    public void begin(Plan plan, Map<String, String> environment) {
        write("plan.json", text(plan));
        environment(environment);
    }

    /** Returns what {@code plan.json} says of a plan. */
    public static String text(Plan plan) {
        var json = JSON.createObjectNode().put("format", "plan/1").put("partial", plan.partial());
        var rows = json.putArray("rows");
        for (var planned : plan.tests()) {
            var row = rows.addObject().put("name", planned.name());
            picked(planned.test()).ifPresent(question -> row.put("question", question.id()));
            row.set("plan", JSON.valueToTree(PlanFacts.of(planned)));
            var limits = row.putObject("limits");
            planned.test()
                    .limits()
                    .forEach(limit -> limits.put(limit.named(), limit.bound().toString()));
        }
        return JSON.writeValueAsString(json) + "\n";
    }

    /** Returns the one question that was picked of an evalset; none where it is asked as a whole. */
    private static Optional<Question> picked(TestSpec row) {
        return row instanceof TestSpec.Accuracy accuracy && accuracy.limits().isEmpty()
                ? Optional.of(accuracy.evalset().questions().getFirst())
                : Optional.empty();
    }

    /** Returns whether the run came to its end and told its verdicts. */
    public boolean ended() {
        return Files.exists(path.resolve(RESULT));
    }

    /** Writes what the run stands on, as far as it is known by now. */
    public void environment(Map<String, String> facts) {
        var json = JSON.createObjectNode().put("format", "environment/1");
        facts.forEach(json::put);
        write("environment.json", JSON.writeValueAsString(json) + "\n");
    }

    /** Writes the verdicts. */
    public void end(RunVerdict run) {
        write(RESULT, ResultJson.of(run));
        for (var language : Language.values()) {
            write(language.file(), Summary.of(run, language));
        }
        OtherTools.of(run).ifPresent(page -> write("other-tools.md", page));
    }

    /** Writes in what the run's environment differs from another's. */
    public void end(EnvironmentDifferences differences) {
        write("differences.md", differences.page());
    }

    /** Writes results of other tools. */
    public void end(ImportedResults results) {
        write(RESULT, ImportedJson.of(results));
        write(Language.ENGLISH.file(), results.summary());
    }

    /** Returns the file that people read first. */
    public Path summary() {
        return path.resolve(Language.ENGLISH.file());
    }

    private void write(String name, String text) {
        try {
            // A run that is killed meanwhile goes on from what stands there.
            AtomicFile.write(path.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path.resolve(name), e);
        }
    }
}
