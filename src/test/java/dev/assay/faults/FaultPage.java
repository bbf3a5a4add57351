package dev.assay.faults;

import dev.assay.faults.Fault.Outcome;
import dev.assay.faults.Fault.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    /** Returns the cells of a row but for its time. */
    static List<String> cells(Fault fault, Outcome seen) {
        return Stream.of(fault.name(), seen.verdict(), seen.sentence(), seen.left())
                .map(FaultPage::cell)
                .toList();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", "<br>");
    }

    /**
     * Writes the page of a run of all rows.
     *
     * @param seen what the gate made of each fault, and how long that took
     */
    static void write(Map<Fault, Map.Entry<Outcome, Duration>> seen) throws IOException {
        var before = read().rows().stream()
                .collect(Collectors.toMap(List::getFirst, cells -> cells.get(3), (one, other) -> one));
        var sections = new LinkedHashMap<Place, StringBuilder>();
        seen.forEach((fault, what) -> {
            var cells = cells(fault, what.getKey());
            var time = time(what.getValue(), before.getOrDefault(cells.getFirst(), ""));
            sections.computeIfAbsent(fault.place(), place -> new StringBuilder(HEAD))
                    .append("| ")
                    .append(String.join(" | ", cells.get(0), cells.get(1), cells.get(2), time, cells.get(3)))
                    .append(" |\n");
        });
        var tables = sections.entrySet().stream()
                .map(section -> "## " + section.getKey().heading() + "\n\n" + section.getValue())
                .collect(Collectors.joining("\n"));
        Files.writeString(
                FILE,
                Files.readString(TEMPLATE).replace("{rows}", "" + seen.size()).replace("{tables}", tables));
    }

    /** Returns the bound that the page has as long as it is true, else the least that is. */
    private static String time(Duration took, String before) {
        var bounds = SECONDS.stream()
                .filter(bound -> took.toSeconds() < bound)
                .map(bound -> bound + " s")
                .toList();
        return bounds.contains(before) ? before : bounds.isEmpty() ? took.toMinutes() + 1 + " min" : bounds.getFirst();
    }
}
