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
import dev.assay.report.pictures.Drawing;
import dev.assay.report.words.Language;
import dev.assay.run.checked.CheckedPlan;
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
import java.net.URI;
import java.net.URISyntaxException;
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

    /** Writes the pictures and the pages, and says where they are. */
    public void report(Console console) {
        // AWT draws without a display, and must not look for one.
        System.setProperty("java.awt.headless", "true");
        for (var language : Language.values()) {
            var blocks = kept.getOrDefault(language, KeptBlocks.none());
            var page = page(file, language);
            write(page, summary.page(language, blocks, pictures(language, console)));
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

    /** A page without pictures is better than none, so what cannot be drawn is only said. */
    private PictureLinks pictures(Language language, Console console) {
        var objection = Drawing.objection();
        if (objection.isPresent()) {
            console.line("no pictures for " + page(file, language) + ": " + objection.get());
            return new PictureLinks(List.of(), false, objection.get());
        }
        var own = summary.pictures(language, language);
        var writable = own.values().stream().allMatch(Drawing::canWrite);
        var drawn = writable ? own : summary.pictures(language, Language.ENGLISH);
        var folder = file.resolveSibling(base() + ".pictures");
        var links = new ArrayList<PictureLinks.Link>();
        for (var each : drawn.entrySet()) {
            switch (Drawing.of(each.getValue())) {
                case Drawing.Result.Drawn(var png) -> {
                    try {
                        AtomicFile.write(folder.resolve(each.getKey()), png::write);
                    } catch (IOException e) {
                        throw new UncheckedIOException("cannot write " + folder.resolve(each.getKey()), e);
                    }
                    links.add(new PictureLinks.Link(
                            address(folder.getFileName() + "/" + each.getKey()),
                            each.getValue().title()));
                }
                case Drawing.Result.NotDrawn(var reason) -> {
                    console.line("no pictures for " + page(file, language) + ": " + reason);
                    return new PictureLinks(List.of(), false, reason);
                }
            }
        }
        if (!writable) {
            console.line("the labels of the pictures for " + page(file, language)
                    + " are English, since no font of this machine has all characters");
        }
        return new PictureLinks(links, !writable, "");
    }

    /** Returns a file for a link in Markdown. */
    private static String address(String file) {
        try {
            return new URI(null, null, file, null)
                    .getRawPath()
                    .replace("(", "%28")
                    .replace(")", "%29");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no link can be made of [" + file + "]", e);
        }
    }

    private String base() {
        var name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - ".md".length());
    }

    private static void write(Path file, String text) {
        try {
            AtomicFile.write(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
