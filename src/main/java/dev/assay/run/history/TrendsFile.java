package dev.assay.run.history;

import dev.assay.input.InputException;
import dev.assay.input.Location;
import dev.assay.input.Problem;
import dev.assay.recording.files.AtomicFile;
import dev.assay.report.history.HistoryLine;
import dev.assay.report.history.HistoryTable;
import dev.assay.report.trends.TrendsPage;
import dev.assay.run.console.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code trends.html}: how figures went over the runs in a folder, or over those in a {@code history.csv}.
 *
 * @param file where the page is written
 * @param leftOut what could not be read, each with the reason
 */
public record TrendsFile(Path file, String page, List<String> leftOut) {
    private static final String HISTORY = "history.csv";
    private static final String PAGE = "trends.html";

    public TrendsFile {
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Reads what was measured.
     *
     * @param source a folder of runs, or a history
     * @throws InputException if nothing was measured, or the file is no history
     */
    public static TrendsFile of(Path source) {
        var leftOut = new ArrayList<String>();
        var csv = Files.isDirectory(source) ? source.resolve(HISTORY) : source;
        var kept = Files.exists(csv) ? history(csv) : HistoryTable.EMPTY;
        kept.damaged().forEach(line -> leftOut.add("line " + line.number() + " of " + csv + " " + line.why()));
        var table = kept.with(Files.isDirectory(source) ? runs(source, kept, leftOut) : List.of());
        if (table.rows().isEmpty()) {
            throw refused(
                    source,
                    "expected a folder of runs that measured something, or a history.csv, found neither"
                            + (leftOut.isEmpty() ? "" : " (" + leftOut.getFirst() + ")"));
        }
        return new TrendsFile(
                Files.isDirectory(source)
                        ? source.resolve(PAGE)
                        : source.toAbsolutePath().resolveSibling(PAGE),
                TrendsPage.of(
                        table,
                        String.valueOf(source.toAbsolutePath().normalize().getFileName())),
                leftOut);
    }

    private static InputException refused(Path file, String why) {
        return new InputException(List.of(new Problem(Location.startOf(file.toString()), why)));
    }

    private static HistoryTable history(Path csv) {
        try {
            var text = HistoryFile.text(csv)
                    .orElseThrow(() -> refused(
                            csv,
                            "has more than " + HistoryFile.MOST_BYTES + " bytes: leave out lines that are not needed"));
            return HistoryTable.read(text)
                    .orElseThrow(
                            () -> refused(csv, "expected the columns of a history, which begin with time,branch,run"));
        } catch (IOException e) {
            throw refused(csv, "cannot be read as UTF-8: " + e);
        }
    }

    /** Returns the lines of the runs that the history does not have. Of a measurement that was judged several times, the newest verdict counts. */
    private static List<HistoryLine> runs(Path folder, HistoryTable kept, List<String> leftOut) {
        var known = kept.cells().stream().map(TrendsFile::measurement).toList();
        var lines = new LinkedHashMap<List<Optional<String>>, HistoryLine>();
        try (Stream<Path> directories = Files.list(folder)) {
            for (var run : directories
                    .filter(each -> Files.exists(each.resolve("result.json")))
                    .sorted()
                    .toList()) {
                try {
                    RunLines.of(run).forEach(line -> lines.put(measurement(line.cells()), line));
                } catch (InputException e) {
                    leftOut.add(run + ": " + e.problems().getFirst());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
        known.forEach(lines::remove);
        return List.copyOf(lines.values());
    }

    private static List<Optional<String>> measurement(Map<String, String> cells) {
        return Stream.of("time", "deployment", "test")
                .map(column -> Optional.ofNullable(cells.get(column)))
                .toList();
    }

    /** Writes the page and says where it is. */
    public void report(Console console) {
        try {
            AtomicFile.write(file, page);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        leftOut.forEach(line -> console.line("left out: " + line));
        console.line("trends: " + file);
    }
}
