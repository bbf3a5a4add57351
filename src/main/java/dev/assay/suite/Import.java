package dev.assay.suite;

import dev.assay.figures.imported.Comparison;
import dev.assay.figures.imported.Imported;
import dev.assay.figures.imported.ImportedCell;
import dev.assay.figures.imported.ImportedCell.Lengths;
import dev.assay.figures.imported.Importers;
import dev.assay.input.InputDirectory;
import dev.assay.input.InputException;
import dev.assay.input.InputFile;
import dev.assay.input.Location;
import dev.assay.input.Problems;
import dev.assay.report.ImportedResults;
import dev.assay.report.RunDirectory;
import dev.assay.trace.Recording;
import dev.assay.trace.TraceFile;
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

/** Results of other tools, read and told; beside the cells of a finished run of ours where one is given. */
record Import(RunDirectory directory, ImportedResults results) {
    /**
     * Reads them.
     *
     * @param path a file, or a folder that is looked through with all below it
     * @throws InputException with every problem: a file that is no result of a version that is known, a folder without any
     */
    static Import of(Options options, Path path) {
        var problems = new Problems();
        var id = Run.id(InstantSource.system().instant().atZone(ZoneId.systemDefault()));
        var reading = Files.isDirectory(path) ? folder(path, problems) : file(path, problems);
        if (reading.known.isEmpty()) {
            problems.add(
                    Location.startOf(path.toString()),
                    "expected a result file of " + Importers.kinds() + "; found none");
        }
        var results = new ImportedResults(
                id,
                path.toString(),
                reading.all,
                beside(options, reading.all, problems),
                List.copyOf(reading.passedOver));
        return problems.resolve(new Import(new RunDirectory(options.runs().resolve(id)), results));
    }

    /** What was read, which files had it, and which are no results. */
    private record Reading(List<Imported> all, TreeSet<String> known, TreeSet<String> passedOver) {}

    private static Reading file(Path path, Problems problems) {
        var whole = path.toAbsolutePath();
        var directory = new InputDirectory(whole.resolveSibling(""));
        var name = String.valueOf(whole.getFileName());
        var reading = new Reading(new ArrayList<>(), new TreeSet<>(), new TreeSet<>());
        read(directory, name, reading, problems);
        return reading;
    }

    private static Reading folder(Path path, Problems problems) {
        var directory = new InputDirectory(path);
        var names = directory.tree();
        var reading = new Reading(new ArrayList<>(), new TreeSet<>(), new TreeSet<>(names));
        names.stream()
                .filter(name -> name.endsWith(".json") || name.endsWith(".md"))
                .forEach(name -> read(directory, name, reading, problems));
        return reading;
    }

    private static void read(InputDirectory directory, String name, Reading reading, Problems problems) {
        var file = directory.read(name, "a result file of " + Importers.kinds(), problems);
        if (file == null) {
            reading.known.add(name);
            return;
        }
        var folder = name.substring(0, name.lastIndexOf('/') + 1);
        Function<String, Optional<InputFile>> beside = other -> {
            if (!directory.has(folder + other)) {
                return Optional.empty();
            }
            reading.passedOver.remove(folder + other);
            return Optional.ofNullable(directory.read(folder + other, "what belongs to " + name, problems));
        };
        Importers.read(file, beside, problems).ifPresent(imported -> {
            reading.passedOver.remove(name);
            reading.known.add(name);
            reading.all.addAll(imported);
        });
    }

    private static List<Comparison> beside(Options options, List<Imported> all, Problems problems) {
        if (options.run() == null) {
            return List.of();
        }
        var comparisons = new ArrayList<Comparison>();
        var cells = cells(options.run(), problems);
        for (var recording : cells) {
            var header = recording.header();
            for (var each : all) {
                if (each instanceof ImportedCell cell && alike(cell, header)) {
                    var name = header.deployment() + " " + header.row();
                    comparisons.add(Comparison.of(
                            cell, name, lengths(header), cell.tool().of(recording.measured())));
                }
            }
        }
        if (comparisons.isEmpty() && !all.isEmpty()) {
            problems.add(
                    Location.commandLine(),
                    "-Dassay.run has no cell at the concurrency of an imported one, so that nothing can be compared; found "
                            + cells.stream()
                                    .map(cell -> cell.header().row() + " at "
                                            + cell.header().plan().get("concurrency"))
                                    .collect(Collectors.joining(", ", "[", "]")));
        }
        return comparisons;
    }

    private static Lengths lengths(Recording.Header header) {
        return new Lengths(
                Double.parseDouble(header.plan().getOrDefault("input tokens", "0")),
                Double.parseDouble(header.plan().getOrDefault("output tokens", "0")));
    }

    /** A cell at one concurrency says nothing of one at another. */
    private static boolean alike(ImportedCell cell, Recording.Header header) {
        return cell.counts().concurrency() == 0
                || Integer.toString(cell.counts().concurrency())
                        .equals(header.plan().get("concurrency"));
    }

    private static List<Recording> cells(Path run, Problems problems) {
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

    /** Writes the results and prints them. */
    void report() {
        directory.end(results);
        Console.line("summary: " + directory.summary());
        Console.block(results.lines());
    }
}
