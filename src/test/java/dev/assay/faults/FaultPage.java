package dev.assay.faults;

import dev.assay.faults.Fault.Outcome;
import dev.assay.faults.Fault.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The page of the matrix.
 *
 * @param rows the cells of each row, in their order: the fault, the verdict, the sentence, the time, what is left
 */
record FaultPage(List<List<String>> rows) {
    static final Path FILE = Path.of("docs/faults.md");
    private static final Path TEMPLATE = Path.of("src/test/resources/dev/assay/faults/faults.md");
    /** A machine that is busy for a moment must not change the page. */
    private static final List<Integer> SECONDS = List.of(2, 5, 10, 30, 60);

    private static final String HEAD = """
            | fault | verdict | what a person reads | took less than | what is on the disk |
            |---|---|---|---|---|
            """;

    /** Reads the page as it is; there are no rows if there is no page. */
    static FaultPage read() throws IOException {
        if (!Files.exists(FILE)) {
            return new FaultPage(List.of());
        }
        try (var lines = Files.lines(FILE)) {
            return new FaultPage(lines.filter(line -> line.startsWith("| ") && !line.startsWith("| fault |"))
                    .map(line -> Stream.of(line.split("(?<!\\\\)\\|", -1))
                            .skip(1)
                            .limit(5)
                            .map(String::strip)
                            .toList())
                    .toList());
        }
    }

    /** Returns the cells of the row of this name but for its time; empty if there is none. */
    Optional<List<String>> row(String name) {
        return whole(name).map(row -> List.of(row.get(0), row.get(1), row.get(2), row.get(4)));
    }

    private Optional<List<String>> whole(String name) {
        return rows.stream().filter(row -> row.getFirst().equals(cell(name))).findFirst();
    }

    /** Returns the cells of a row but for its time. */
    static List<String> cells(Fault fault, Outcome seen) {
        return Stream.of(fault.name(), seen.verdict(), seen.sentence(), seen.left())
                .map(FaultPage::cell)
                .toList();
    }

    static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", "<br>");
    }

    /**
     * Writes the page anew. A row that did not run stays as it is.
     *
     * @param seen what the gate made of each fault that ran, and how long that took
     */
    void write(Map<Fault, Map.Entry<Outcome, Duration>> seen) throws IOException {
        var tables = new StringBuilder();
        var written = 0;
        for (var place : Place.values()) {
            tables.append("\n## ").append(place.heading()).append("\n\n").append(HEAD);
            for (var fault : FaultMatrix.rows()) {
                var what = seen.get(fault);
                var before = whole(fault.name());
                if (fault.place() == place && (what != null || before.isPresent())) {
                    var cells =
                            what == null ? before.get() : cells(fault, what.getKey(), time(what.getValue(), before));
                    tables.append("| ").append(String.join(" | ", cells)).append(" |\n");
                    written++;
                }
            }
        }
        Files.writeString(
                FILE,
                Files.readString(TEMPLATE).replace("{rows}", "" + written).replace("\n{tables}\n", tables.toString()));
    }

    private static List<String> cells(Fault fault, Outcome seen, String time) {
        var cells = cells(fault, seen);
        return List.of(cells.get(0), cells.get(1), cells.get(2), time, cells.get(3));
    }

    /** Returns the bound that the page has as long as it is true, else the least that is. */
    private static String time(Duration took, Optional<List<String>> before) {
        var bounds = SECONDS.stream()
                .filter(bound -> took.toSeconds() < bound)
                .map(bound -> bound + " s")
                .toList();
        var kept = before.map(cells -> cells.get(3)).filter(bounds::contains);
        return kept.isPresent() ? kept.get() : bounds.isEmpty() ? took.toMinutes() + 1 + " min" : bounds.getFirst();
    }
}
