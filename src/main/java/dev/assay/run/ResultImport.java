package dev.assay.run;

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
import dev.assay.run.options.Options;
import dev.assay.run.options.RunMode;
import dev.assay.tools.readers.Importers;
import dev.assay.tools.results.ImportedComparison;
import dev.assay.tools.results.ImportedLoadTest;
import dev.assay.tools.results.ImportedLoadTest.Lengths;
import dev.assay.tools.results.ImportedResult;
import dev.assay.tools.results.ImportedTableRow;
import dev.assay.tools.results.UnreadResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads results of other tools and reports them, beside the load tests of a finished run of Assay if one is given. */
public record ResultImport(RunDirectory directory, ImportedResults results) {
    /**
     * Reads the file that the mode names, or all files of the folder and the folders in it.
     *
     * @throws InputException with every problem, such as a file that is not a result of a known version, or a folder without results
     */
    static ResultImport of(Options options, RunMode.Import mode) {
        var path = mode.path();
        var problems = new Problems();
        var id = Run.id(InstantSource.system().instant().atZone(ZoneId.systemDefault()));
        var reading = new Reading();
        if (Files.isDirectory(path)) {
            folder(path, reading);
        } else {
            file(path, reading);
        }
        if (reading.all.isEmpty()) {
            // There is no result, so only the reasons are reported.
            Stream.of(reading.unread.found(), reading.notRead)
                    .flatMap(List::stream)
                    .forEach(problem -> problems.add(problem.place(), problem.message()));
            if (problems.found().isEmpty()) {
                problems.add(
                        Location.startOf(path.toString()),
                        "expected a result file of " + Importers.kinds() + "; found none");
            }
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
        return problems.resolve(new ResultImport(new RunDirectory(options.runs().resolve(id)), results));
    }

    /** The results, the results that cannot be read, the parts that are not read, and the files that are not results. */
    private static final class Reading {
        private final List<ImportedResult> all = new ArrayList<>();
        private final Problems unread = new Problems();
        private final List<Problem> notRead = new ArrayList<>();
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
                .filter(name -> name.endsWith(".json") || name.endsWith(".jsonl") || name.endsWith(".md"))
                .filter(name -> !reading.parts.contains(name))
                .forEach(name -> read(directory, name, reading));
    }

    private static void read(InputDirectory directory, String name, Reading reading) {
        var file = directory.read(name, "a result file of " + Importers.kinds(), reading.unread);
        if (file == null) {
            reading.passedOver.remove(name);
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

    /** Writes the results to files and prints them. */
    public void report(Console console) {
        directory.end(results);
        console.line("summary: " + directory.summary());
        console.block(results.lines());
    }
}
