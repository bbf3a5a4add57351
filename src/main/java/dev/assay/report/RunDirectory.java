package dev.assay.report;

import dev.assay.gate.results.RunVerdict;
import dev.assay.plan.Plan;
import dev.assay.plan.PlanFacts;
import dev.assay.plan.QuestionBlock;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Direction;
import dev.assay.recording.Recording;
import dev.assay.recording.files.AtomicFile;
import dev.assay.recording.files.ShardFile;
import dev.assay.recording.repeats.RepeatDirectory;
import dev.assay.report.against.ComparedRun;
import dev.assay.report.ci.Annotation;
import dev.assay.report.ci.BenchmarkJson;
import dev.assay.report.ci.CodeQuality;
import dev.assay.report.ci.Comment;
import dev.assay.report.ci.OpenMetrics;
import dev.assay.report.ci.SourceTree;
import dev.assay.report.exchange.LmEvalSamples;
import dev.assay.report.json.ImportedJson;
import dev.assay.report.json.Json;
import dev.assay.report.json.ResultJson;
import dev.assay.report.page.PageInput;
import dev.assay.report.page.ReportPage;
import dev.assay.report.summary.ComparedTables;
import dev.assay.report.summary.EnvironmentDifferences;
import dev.assay.report.summary.ImportedResults;
import dev.assay.report.summary.OtherTools;
import dev.assay.report.summary.PlantedFaults;
import dev.assay.report.summary.Summary;
import dev.assay.report.words.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The directory of one run: {@code plan.json}, {@code environment.json}, {@code traces/<deployment>/<test>.jsonl} with the bodies and
 * what the server counted beside, {@code samples/<deployment>/} with the answers for other tools, {@code result.json}, the summaries for people, {@code other-tools.md} and {@code differences.md},
 * and for CI {@code comment.md}, {@code metrics.txt}, {@code benchmark-*.json} and {@code gl-code-quality-report.json}.
 */
public record RunDirectory(Path path) {
    private static final JsonMapper JSON = Json.MAPPER;
    private static final String RESULT = "result.json";
    private static final String PAGE = "report.html";

    /** Returns the file for the traces of a test that is measured once. */
    public Path traces(Plan.Planned planned) {
        return traces(planned, 1);
    }

    /**
     * Returns the file for the traces of one repeat of a test.
     *
     * @param repeat from 1
     */
    public Path traces(Plan.Planned planned, int repeat) {
        return repeatFiles(planned).file(repeat);
    }

    /** Returns the files for the traces of the repeats of a test. */
    public RepeatDirectory repeatFiles(Plan.Planned planned) {
        return RepeatDirectory.of(
                path.resolve("traces").resolve(planned.deployment().name()),
                planned.test().name());
    }

    /** Returns where a repeat was measured, for people: {@code run 20261129-021500-000, repeat 2}. */
    public String source(int repeat) {
        return "run " + path.toAbsolutePath().normalize().getFileName() + (repeat == 1 ? "" : ", repeat " + repeat);
    }

    /** Returns the files for the traces of a repeat that were spoilt and are measured again, the earliest first; only the last does not exist. */
    public List<Path> superseded(Plan.Planned planned, int repeat) {
        var files = new ArrayList<Path>();
        Path file;
        do {
            file = path.resolve("traces")
                    .resolve(planned.deployment().name())
                    .resolve("repeat-" + repeat)
                    .resolve("spoilt-" + (files.size() + 1))
                    .resolve(file(planned));
            files.add(file);
        } while (Files.exists(file));
        return files;
    }

    private Path folder(String kind, Plan.Planned planned, int repeat) {
        var folder = path.resolve(kind).resolve(planned.deployment().name());
        return repeat == 1 ? folder : folder.resolve("repeat-" + repeat);
    }

    private static String file(Plan.Planned planned) {
        return planned.test().name() + ".jsonl";
    }

    /** Returns the folder for the logs of the servers that this run starts. */
    public Path servers() {
        return path.resolve("servers");
    }

    /** Returns the file for the raw output of the GPU monitor during one repeat of a load test. */
    public Path gpu(Plan.Planned planned, int repeat) {
        return folder("gpu", planned, repeat).resolve(planned.test().name() + ".txt");
    }

    /** Creates the directory for this gate alone. */
    public void create() {
        var runs = Objects.requireNonNull(path.toAbsolutePath().getParent());
        try {
            if (Files.exists(runs) && !Files.isDirectory(runs)) {
                throw new FileSystemException(runs.toString(), null, "[" + runs.getFileName() + "] is a file");
            }
            Files.createDirectories(runs);
            Files.createDirectory(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + path, e);
        }
    }

    /** Removes what was begun, as far as possible: a run without its plan cannot go on. */
    public void abandon() {
        for (var file : List.of(path.resolve("environment.json"), path.resolve("plan.json"), path)) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Writes the plan and the environment, before anything is sent. */
    public void begin(Plan plan, Map<String, String> environment) {
        write("plan.json", text(plan));
        environment(environment);
    }

    /** Returns {@code plan.json}. */
    public static String text(Plan plan) {
        var json = JSON.createObjectNode().put("format", "plan/1").put("partial", plan.partial());
        var rows = json.putArray("rows");
        for (var planned : plan.tests()) {
            var row = rows.addObject().put("name", planned.name());
            QuestionBlock.picked(planned)
                    .ifPresentOrElse(
                            block -> row.put("block", block.name()),
                            () -> picked(planned.test()).ifPresent(question -> row.put("question", question.id())));
            row.set("plan", JSON.valueToTree(PlanFacts.of(planned)));
            var limits = row.putObject("limits");
            planned.test()
                    .limits()
                    .forEach(limit -> limits.put(limit.named(), limit.bound().toString()));
        }
        return JSON.writeValueAsString(json) + "\n";
    }

    /** Returns the only question that was selected of an evalset; empty if the whole evalset is asked. */
    private static Optional<Question> picked(TestSpec row) {
        return row instanceof TestSpec.Accuracy accuracy && accuracy.limits().isEmpty()
                ? Optional.of(accuracy.evalset().questions().getFirst())
                : Optional.empty();
    }

    /** Returns whether the run ended and wrote its verdicts. */
    public boolean ended() {
        return Files.exists(path.resolve(RESULT));
    }

    /** Returns whether it holds the part that one of several shards measured, which is not judged alone. */
    public boolean part() {
        return Files.exists(path.resolve(ShardFile.NAME));
    }

    /** Writes the environment of the run, as far as it is known by now. */
    public void environment(Map<String, String> facts) {
        var json = JSON.createObjectNode().put("format", "environment/1");
        facts.forEach(json::put);
        write("environment.json", JSON.writeValueAsString(json) + "\n");
    }

    /** Writes the verdicts of a run that is compared with nothing beside its limits. */
    public void end(RunVerdict run) {
        end(run, Optional.empty());
    }

    /** Writes the verdicts, and the pages that people read of them. */
    public void end(RunVerdict run, Optional<ComparedRun> compared) {
        result(run);
        summaries(run, compared);
    }

    /** Writes the verdicts. */
    public void result(RunVerdict run) {
        write(RESULT, ResultJson.of(run));
    }

    /** Writes the verdicts as people read them. */
    public void summaries(RunVerdict run, Optional<ComparedRun> compared) {
        for (var language : Language.values()) {
            write(language.file(), Summary.of(run, language, compared));
        }
        OtherTools.of(run).ifPresent(page -> write("other-tools.md", page));
    }

    /** Writes a summary of a run that gives no verdict. */
    public void summary(String text) {
        write(Language.ENGLISH.file(), text);
    }

    /** Writes the page for a browser. */
    public void page(PageInput input) {
        write(PAGE, ReportPage.of(input));
    }

    /** Writes what CI systems read: a comment, annotations for GitLab, and figures for tools that draw them. */
    public void ci(RunVerdict run, Optional<ComparedRun> compared, List<Annotation> annotations, SourceTree sources) {
        write("comment.md", Comment.of(run, compared));
        write("gl-code-quality-report.json", CodeQuality.of(annotations, sources));
        write("metrics.txt", OpenMetrics.of(run));
        benchmark("benchmark-smaller.json", BenchmarkJson.of(run, Direction.LESS));
        benchmark("benchmark-bigger.json", BenchmarkJson.of(run, Direction.MORE));
    }

    private void benchmark(String name, Optional<String> figures) {
        if (figures.isPresent()) {
            write(name, figures.get());
            return;
        }
        try {
            // A run that is resumed may have written one before.
            Files.deleteIfExists(path.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path.resolve(name), e);
        }
    }

    /** Writes how the run differs from what it is compared with: in all figures, and in its environment if that is known. */
    public void end(ComparedRun compared, Optional<EnvironmentDifferences> environment) {
        write(
                "differences.md",
                ComparedTables.page(compared)
                        + environment.map(each -> "\n" + each.page()).orElse(""));
    }

    /** Writes what planted faults do to the limits of another run. */
    public void end(PlantedFaults faults) {
        write("plant.md", faults.page());
    }

    /** Writes results of other tools. */
    public void end(ImportedResults results) {
        write(RESULT, ImportedJson.of(results));
        write(Language.ENGLISH.file(), results.summary());
    }

    /** Returns the page for a browser. */
    public Path page() {
        return path.resolve(PAGE);
    }

    /** Returns the English summary. */
    public Path summary() {
        return path.resolve(Language.ENGLISH.file());
    }

    /** Writes the answers of one repeat of an evalset in the shape of lm-evaluation-harness's samples. */
    public void samples(Plan.Planned planned, Evalset evalset, Recording recording) {
        var file = path.resolve("samples")
                .resolve(planned.deployment().name())
                .resolve(LmEvalSamples.file(
                        planned.test().name(), recording.header().started()));
        try {
            AtomicFile.write(file, out -> LmEvalSamples.write(evalset, recording, out));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private void write(String name, String text) {
        try {
            // If the run is killed while it writes, a later run resumes from this file, so it must never be half
            // written.
            AtomicFile.write(path.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path.resolve(name), e);
        }
    }
}
