package dev.assay.run;

import dev.assay.gate.Judge;
import dev.assay.gate.Repeat;
import dev.assay.gate.results.RunVerdict;
import dev.assay.input.InputDirectory;
import dev.assay.input.InputException;
import dev.assay.input.Problem;
import dev.assay.input.Problems;
import dev.assay.plan.Plan.Planned;
import dev.assay.recording.files.AtomicFile;
import dev.assay.replay.ModelledTraces;
import dev.assay.report.RunDirectory;
import dev.assay.report.customer.CustomerSummary;
import dev.assay.report.customer.KeptBlocks;
import dev.assay.report.customer.PictureLinks;
import dev.assay.report.customer.ReportedRun;
import dev.assay.report.words.Language;
import dev.assay.run.console.Console;
import dev.assay.run.measurement.MeasuredTests;
import dev.assay.run.measurement.ModelledRecordings;
import dev.assay.run.measurement.RecordingSource;
import dev.assay.run.measurement.RunFacts;
import dev.assay.run.options.Options;
import dev.assay.run.options.RunMode;
import dev.assay.run.references.StoredReferences;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A summary of finished runs for people outside the team. The runs are judged again in memory and left as they are.
 *
 * @param file the English page; the Chinese one stands beside it
 * @param kept the blocks that people wrote into earlier pages
 */
public record CustomerReport(Path file, CustomerSummary summary, Map<Language, KeptBlocks> kept) {
    private static final String MODELLED = "published figures";

    /**
     * Reads earlier pages and the runs, and judges the runs. Writes nothing.
     *
     * @throws InputException with every problem, such as a damaged marker of a block in an earlier page
     */
    static CustomerReport of(Options options, RunMode.Customer mode) {
        var kept = kept(mode.file());
        var runs = new ArrayList<Judged>();
        for (var run : mode.runs()) {
            runs.add(Judged.of(options, run));
        }
        var reported = new ArrayList<ReportedRun>();
        for (var i = 0; i < runs.size(); i++) {
            reported.add(runs.get(i).reported(i + 1, options, runs));
        }
        var names = Stream.of("user.name")
                .map(System::getProperty)
                .flatMap(name -> Optional.ofNullable(name).stream())
                .toList();
        return new CustomerReport(
                mode.file(),
                new CustomerSummary(
                        reported, mode.audience(), runs.getFirst().checked().thresholdsSha256(), names),
                kept);
    }

    private static Map<Language, KeptBlocks> kept(Path file) {
        var kept = new EnumMap<Language, KeptBlocks>(Language.class);
        var problems = new ArrayList<Problem>();
        for (var language : Language.values()) {
            var page = page(file, language);
            try {
                kept.put(language, Files.exists(page) ? blocks(page) : KeptBlocks.none());
            } catch (InputException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
        return kept;
    }

    private static KeptBlocks blocks(Path page) {
        var problems = new Problems();
        var whole = page.toAbsolutePath();
        var read = new InputDirectory(whole.resolveSibling(""))
                .read(String.valueOf(whole.getFileName()), "an earlier summary", problems);
        return KeptBlocks.of(problems.resolve(read));
    }

    private static Path page(Path file, Language language) {
        var name = String.valueOf(file.getFileName());
        return switch (language) {
            case ENGLISH -> file;
            case CHINESE -> file.resolveSibling(name.substring(0, name.length() - ".md".length()) + ".zh.md");
        };
    }

    /** A run with what it measured. */
    private record Judged(
            Path run, CheckedPlan checked, Map<String, String> environment, MeasuredTests measured, String target) {
        static Judged of(Options options, Path run) {
            var checked = CheckedPlan.of(options, new RunMode.Rejudge(run));
            var environment = Files.exists(run.resolve("environment.json"))
                    ? RunFacts.environment(run)
                    : Map.<String, String>of();
            var source = source(run, environment);
            return new Judged(
                    run,
                    checked,
                    environment,
                    new MeasuredTests(source, checked.seed(), planned -> {}, Optional::empty),
                    source.description());
        }

        /** What was modelled has no traces, and is computed again. */
        private static RecordingSource source(Path run, Map<String, String> environment) {
            if (Files.isDirectory(run.resolve("traces"))) {
                return RecordingSources.finished(List.of(run));
            }
            var target = environment.getOrDefault("target", "");
            if (target.equals(MODELLED)) {
                return new ModelledRecordings(
                        ModelledTraces.Fault.read("modelled").orElseThrow(),
                        new RunDirectory(run),
                        InstantSource.fixed(Instant.parse(environment.getOrDefault("time", Instant.EPOCH.toString()))));
            }
            throw new InputException(List.of(Options.problem("-Dassay.run: [" + run + "] has no traces"
                    + (target.startsWith(MODELLED) ? ", and a fault was added to its published figures" : "")
                    + ". Name runs that measured something, or that modelled published figures without a fault.")));
        }

        /** A limit may compare a test with a deployment of another run of the summary. */
        ReportedRun reported(int number, Options options, List<Judged> all) {
            var owners = new LinkedHashMap<Planned, Judged>();
            checked.plan().tests().forEach(planned -> owners.put(planned, this));
            all.forEach(other -> other.checked.plan().tests().forEach(planned -> owners.putIfAbsent(planned, other)));
            var stored = new StoredReferences(
                    options.directory(),
                    Optional.empty(),
                    checked.deployments(),
                    options.comparison().allowed(),
                    "-Dassay.baseline=write");
            var references = new RunReferences(
                    List.copyOf(owners.keySet()),
                    planned -> owners.getOrDefault(planned, this).repeats(planned),
                    stored,
                    options.comparison().allowed());
            var tests = checked.plan().tests().stream()
                    .map(planned -> Judge.judge(planned, repeats(planned), references))
                    .toList();
            var id = String.valueOf(run.toAbsolutePath().normalize().getFileName());
            return new ReportedRun(number, new RunVerdict(id, target, true, checked.plan(), tests), environment);
        }

        private List<Repeat> repeats(Planned planned) {
            return measured.of(planned, checked.plan().tests());
        }
    }

    /** Writes the pages and says where they are. */
    public void report(Console console) {
        for (var language : Language.values()) {
            var blocks = kept.getOrDefault(language, KeptBlocks.none());
            var page = page(file, language);
            write(page, summary.page(language, blocks, PictureLinks.none()));
            console.line("summary for " + summary.audience().word() + ": " + page);
            blocks.texts().forEach((name, text) -> {
                if (summary.touches(text)) {
                    console.line(
                            "warning: " + page + ": the block '" + name.word()
                                    + "', which a person wrote, may have an address, a path, or the name of a host or user; it was kept as it is");
                }
            });
        }
    }

    private static void write(Path file, String text) {
        try {
            AtomicFile.write(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
