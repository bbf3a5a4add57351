package dev.assay.run.imports;

import dev.assay.input.InputDirectory;
import dev.assay.input.InputException;
import dev.assay.input.InputFile;
import dev.assay.input.Location;
import dev.assay.input.Problem;
import dev.assay.input.Problems;
import dev.assay.recording.Recording;
import dev.assay.recording.files.TraceFile;
import dev.assay.report.RunDirectory;
import dev.assay.report.summary.ImportedResults;
import dev.assay.run.console.Console;
import dev.assay.run.drafts.GateDraft;
import dev.assay.run.drafts.NewFiles;
import dev.assay.run.options.Options;
import dev.assay.run.options.RunMode;
import dev.assay.tools.gates.GateFiles;
import dev.assay.tools.gates.TranslatedGate;
import dev.assay.tools.readers.Importers;
import dev.assay.tools.results.ImportedComparison;
import dev.assay.tools.results.ImportedLoadTest;
import dev.assay.tools.results.ImportedLoadTest.Lengths;
import dev.assay.tools.results.ImportedResult;
import dev.assay.tools.results.ImportedTableRow;
import dev.assay.tools.results.UnreadResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads results of other tools and reports them, beside the load tests of a finished run of Assay if one is given. Reads gates of other
 * projects too, and shows or writes them as files of Assay.
 *
 * @param gates the gates; empty: there are none
 */
public record ResultImport(RunDirectory directory, ImportedResults results, Optional<GateDraft> gates) {
    /**
     * Reads the file that the mode names, or all files of the folder and the folders in it.
     *
     * @param id the name of the run directory for the figures
     * @throws InputException with every problem, such as a file that is not a result of a known version, a folder without results, or a file to be
     * written that exists
     */
    public static ResultImport of(Options options, RunMode.Import mode, String id) {
        var path = mode.path();
        var problems = new Problems();
        var reading = new Reading();
        if (Files.isDirectory(path)) {
            folder(path, reading);
        } else {
            file(path, reading);
        }
        var found = !reading.all.isEmpty() || !reading.gates.isEmpty();
        if (!found || mode.write().isPresent()) {
            // There is no result, or all of it is to be written, so only the reasons are reported.
            Stream.of(reading.unread.found(), reading.notRead)
                    .flatMap(List::stream)
                    .forEach(problem -> problems.add(problem.place(), problem.message()));
            if (!found && problems.found().isEmpty()) {
                problems.add(
                        Location.startOf(path.toString()),
                        "expected a result file of " + Importers.kinds() + ", or a gate of another project: "
                                + GateFiles.kinds() + "; found none");
            }
        }
        var gates = reading.gates.isEmpty()
                ? Optional.<GateDraft>empty()
                : Optional.of(new GateDraft(reading.gates, mode.write()));
        gates.flatMap(GateDraft::files)
                .map(NewFiles::problems)
                .orElse(List.of())
                .forEach(problem -> problems.add(problem.place(), problem.message()));
        if (found && gates.isEmpty() && mode.write().isPresent()) {
            problems.add(
                    Location.commandLine(),
                    "-Dassay.import.write writes gates of other projects as files of Assay, and there is none. Remove it.");
        }
        reading.unread.found().forEach(problem -> reading.all.add(new UnreadResult(problem)));
        var all = unique(reading.all);
        var results = new ImportedResults(
                id,
                path.toString(),
                all,
                mode.run().map(run -> beside(run, all, problems)).orElse(List.of()),
                reading.notRead,
                List.copyOf(reading.passedOver));
        return problems.resolve(new ResultImport(new RunDirectory(options.runs().resolve(id)), results, gates));
    }

    /** The endings of files that may be results or gates. */
    private static final List<String> READ = List.of(".json", ".jsonl", ".md", ".yaml", ".yml");

    /** The results, the gates, the results that cannot be read, the parts that are not read, and the files that are not results. */
    private static final class Reading {
        private final List<ImportedResult> all = new ArrayList<>();
        private final Problems unread = new Problems();
        private final List<Problem> notRead = new ArrayList<>();
        private final List<TranslatedGate> gates = new ArrayList<>();
        private final TreeSet<String> passedOver = new TreeSet<>();
        /** Files that belong to another file that was read. */
        private final TreeSet<String> parts = new TreeSet<>();
    }

    /** Tests of several tables may be called alike: then their places are part of their names. */
    private static List<ImportedResult> unique(List<ImportedResult> all) {
        var counts = all.stream().collect(Collectors.groupingBy(ImportedResult::name, Collectors.counting()));
        return all.stream()
                .map(each -> each instanceof ImportedTableRow test && counts.getOrDefault(test.name(), 0L) > 1
                        ? new ImportedTableRow(
                                test.name() + " (" + test.row().published().source() + ")", test.row(), test.alike())
                        : each)
                .toList();
    }

    private static void file(Path path, Reading reading) {
        var whole = path.toAbsolutePath();
        read(new InputDirectory(whole.resolveSibling("")), String.valueOf(whole.getFileName()), reading);
    }

    private static void folder(Path path, Reading reading) {
        var directory = new InputDirectory(path);
        var names = directory.tree();
        reading.passedOver.addAll(names);
        names.stream()
                .filter(name -> READ.stream().anyMatch(name::endsWith))
                .filter(name -> !reading.parts.contains(name))
                .forEach(name -> read(directory, name, reading));
    }

    private static void read(InputDirectory directory, String name, Reading reading) {
        var file = directory.read(name, "a result file of " + Importers.kinds(), reading.unread);
        if (file == null) {
            reading.passedOver.remove(name);
            return;
        }
        var problems = new Problems();
        var gate = GateFiles.read(file, problems);
        if (gate.isPresent()) {
            problems.found().forEach(problem -> reading.unread.add(problem.place(), problem.message()));
            reading.passedOver.remove(name);
            if (problems.found().isEmpty()) {
                reading.gates.add(gate.get());
            }
            return;
        }
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return;
        }
        var folder = name.substring(0, name.lastIndexOf('/') + 1);
        Function<String, Optional<InputFile>> beside = other -> {
            if (!directory.has(folder + other)) {
                return Optional.empty();
            }
            reading.passedOver.remove(folder + other);
            reading.parts.add(folder + other);
            return Optional.ofNullable(directory.read(folder + other, "what belongs to " + name, reading.unread));
        };
        var said = reading.notRead.size();
        var imported = Importers.read(file, beside, reading.unread, reading.notRead);
        imported.ifPresent(reading.all::addAll);
        if (imported.isPresent() || reading.notRead.size() > said) {
            reading.passedOver.remove(name);
        }
    }

    private static List<ImportedComparison> beside(Path run, List<ImportedResult> all, Problems problems) {
        var comparisons = new ArrayList<ImportedComparison>();
        var loadTests = loadTests(run, problems);
        for (var recording : loadTests) {
            var header = recording.header();
            for (var each : all) {
                if (each instanceof ImportedLoadTest loadTest && alike(loadTest, header)) {
                    var name = header.deployment() + " " + header.test();
                    comparisons.add(ImportedComparison.of(
                            loadTest, name, lengths(header), loadTest.tool().of(recording.measured())));
                }
            }
        }
        if (comparisons.isEmpty() && !all.isEmpty()) {
            problems.add(
                    Location.commandLine(),
                    "-Dassay.run has no load test at the concurrency of an imported one, so that nothing can be compared; found "
                            + loadTests.stream()
                                    .map(loadTest -> loadTest.header().test() + " at "
                                            + loadTest.header().plan().get("concurrency"))
                                    .collect(Collectors.joining(", ", "[", "]")));
        }
        return comparisons;
    }

    private static Lengths lengths(Recording.Header header) {
        return new Lengths(
                Double.parseDouble(header.plan().getOrDefault("input tokens", "0")),
                Double.parseDouble(header.plan().getOrDefault("output tokens", "0")));
    }

    /** Only load tests at the same concurrency can be compared. */
    private static boolean alike(ImportedLoadTest loadTest, Recording.Header header) {
        return loadTest.counts().concurrency() == 0
                || Integer.toString(loadTest.counts().concurrency())
                        .equals(header.plan().get("concurrency"));
    }

    private static List<Recording> loadTests(Path run, Problems problems) {
        var traces = run.resolve("traces");
        return new InputDirectory(traces)
                .tree().stream()
                        .filter(name -> name.endsWith(".jsonl"))
                        .flatMap(name -> read(traces.resolve(name), problems))
                        .filter(recording -> recording.header().plan().containsKey("input tokens"))
                        .toList();
    }

    private static Stream<Recording> read(Path file, Problems problems) {
        try {
            return Stream.of(TraceFile.read(file));
        } catch (InputException e) {
            e.problems().forEach(problem -> problems.add(problem.place(), problem.message()));
            return Stream.of();
        }
    }

    /**
     * Writes the results to files, and the gates if that was asked for, and prints them.
     *
     * @throws InputException if a file to be written was made meanwhile
     */
    public void report(Console console) {
        if (gates.isEmpty() || !results.all().isEmpty()) {
            directory.end(results);
            console.line("summary: " + directory.summary());
            console.block(results.lines());
        } else if (!results.passedOver().isEmpty()) {
            console.line("files without a gate: " + String.join(", ", results.passedOver()));
        }
        gates.ifPresent(draft -> {
            draft.files().ifPresent(NewFiles::write);
            console.block(draft.lines());
        });
    }
}
