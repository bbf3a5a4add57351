package dev.assay.report.history;

import dev.assay.report.history.HistoryLine.Column;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.csv.CsvFactory;

/**
 * The content of {@code history.csv}: CSV as RFC 4180 defines it, UTF-8, one record on each line. A column that the file has keeps its place; new ones are added
 * behind it, and older lines then have no value there.
 *
 * @param columns their names
 * @param rows the lines below the first, each with as many values as there are columns
 * @param damaged the lines that are no row, as they stand in the file
 */
public record HistoryTable(List<String> columns, List<List<String>> rows, List<Damaged> damaged) {
    /** A table without a line. */
    public static final HistoryTable EMPTY = new HistoryTable(HistoryLine.COLUMNS, List.of(), List.of());

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final CsvFactory CSV = new CsvFactory();
    /** A spreadsheet would compute a text that begins so; one of East Asia takes the wide signs too. */
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@＝＋－＠]");

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    private static final List<String> MEASUREMENT =
            List.of(Column.TIME.key(), Column.RUN.key(), Column.DEPLOYMENT.key(), Column.TEST.key());

    public HistoryTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        damaged = List.copyOf(damaged);
    }

    /**
     * A line that is no row, such as one that a crash has cut.
     *
     * @param number from 1, in the file
     * @param why for people, such as {@code has 9 values of 42}
     */
    public record Damaged(int number, String text, String why) {}

    /**
     * Reads the text of a file.
     *
     * @return empty if it is not a history: its first line lacks a column that every history has, or has one twice
     */
    public static Optional<HistoryTable> read(String text) {
        var lines = text.replaceFirst("^" + BYTE_ORDER_MARK, "").lines().toList();
        if (lines.stream().allMatch(String::isBlank)) {
            return Optional.of(EMPTY);
        }
        var columns = values(lines.getFirst());
        if (columns == null || !columns.containsAll(MEASUREMENT) || new HashSet<>(columns).size() < columns.size()) {
            return Optional.empty();
        }
        var rows = new ArrayList<List<String>>();
        var damaged = new ArrayList<Damaged>();
        for (var i = 1; i < lines.size(); i++) {
            var line = lines.get(i);
            var values = line.isBlank() ? List.<String>of() : values(line);
            if (values == null) {
                damaged.add(new Damaged(i + 1, line, "has a quote that does not end"));
            } else if (values.size() == columns.size()) {
                rows.add(values);
            } else if (!line.isBlank()) {
                damaged.add(new Damaged(i + 1, line, "has " + values.size() + " values of " + columns.size()));
            }
        }
        return Optional.of(new HistoryTable(columns, rows, damaged));
    }

    private static @Nullable List<String> values(String line) {
        var values = new ArrayList<String>();
        try (var parser = CSV.createParser(ObjectReadContext.empty(), line)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.VALUE_STRING) {
                values.add(parser.getString());
            }
            return values;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** Returns the table with these lines at its end, but without the damaged ones. A measurement that it has already is not added again. */
    public HistoryTable with(List<HistoryLine> lines) {
        var names = new LinkedHashSet<>(columns);
        lines.forEach(line -> HistoryLine.COLUMNS.stream()
                .filter(column -> !names.contains(column))
                .forEach(names::add));
        lines.forEach(line -> names.addAll(line.cells().keySet()));
        var wider = List.copyOf(names);
        var all = rows.stream().map(row -> widened(row, wider.size())).collect(Collectors.toCollection(ArrayList::new));
        var measured = all.stream().map(row -> measurement(wider, row)).collect(Collectors.toCollection(HashSet::new));
        for (var line : lines) {
            var row = wider.stream()
                    .map(column -> inert(line.cells().getOrDefault(column, "")))
                    .toList();
            if (measured.add(measurement(wider, row))) {
                all.add(row);
            }
        }
        return new HistoryTable(wider, all, List.of());
    }

    /**
     * Returns the table with the lines of a run that was merged of shards. Shards may be merged several times, and each time their tests have the times at which they
     * were measured: a test that the table has of a merge is not added again. But if it was UNMEASURED there, for example because a shard was missing, and is not
     * now, the new line takes the place of the old one.
     */
    public HistoryTable withMerged(List<HistoryLine> lines) {
        var unknown = new HashSet<List<String>>();
        var believed = new HashSet<List<String>>();
        for (var row : cells()) {
            if (merged(row)) {
                (unmeasured(row) ? unknown : believed).add(test(row));
            }
        }
        var added = lines.stream()
                .filter(line -> !believed.contains(test(line.cells())))
                .filter(line -> !unknown.contains(test(line.cells())) || !unmeasured(line.cells()))
                .toList();
        var measured = added.stream().map(line -> test(line.cells())).collect(Collectors.toSet());
        var left = new ArrayList<List<String>>();
        var all = cells();
        for (var i = 0; i < rows.size(); i++) {
            if (!merged(all.get(i)) || !measured.contains(test(all.get(i)))) {
                left.add(rows.get(i));
            }
        }
        return new HistoryTable(columns, left, List.of()).with(added);
    }

    private static boolean merged(Map<String, String> cells) {
        return cell(cells, Column.RUN).endsWith(HistoryLine.MERGED);
    }

    private static List<String> test(Map<String, String> cells) {
        return Stream.of(Column.TIME, Column.DEPLOYMENT, Column.TEST)
                .map(column -> inert(cell(cells, column)))
                .toList();
    }

    private static boolean unmeasured(Map<String, String> cells) {
        return cell(cells, Column.BRANCH).endsWith(HistoryLine.UNMEASURED);
    }

    private static String cell(Map<String, String> cells, Column column) {
        return cells.getOrDefault(column.key(), "");
    }

    private static List<String> widened(List<String> row, int columns) {
        var wide = new ArrayList<>(row);
        while (wide.size() < columns) {
            wide.add("");
        }
        return wide;
    }

    private static List<String> measurement(List<String> columns, List<String> row) {
        return MEASUREMENT.stream()
                .map(column -> row.get(columns.indexOf(column)))
                .toList();
    }

    /** Returns a value in one line, which no spreadsheet takes for a formula. */
    private static String inert(String value) {
        var line = value.codePoints()
                .map(point -> Character.isISOControl(point) || point == '\u2028' || point == '\u2029' ? ' ' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return FORMULA.matcher(line.strip()).find() && !NUMBER.matcher(line).matches() ? "'" + line : line;
    }

    /** Returns the rows as values by their columns, without those that have none. */
    public List<Map<String, String>> cells() {
        return rows.stream()
                .map(row -> {
                    var cells = new LinkedHashMap<String, String>();
                    for (var i = 0; i < columns.size(); i++) {
                        if (!row.get(i).isEmpty()) {
                            cells.put(columns.get(i), row.get(i));
                        }
                    }
                    return Collections.unmodifiableMap(cells);
                })
                .toList();
    }

    /** Returns the text of the file. */
    public String text() {
        var text = new StringBuilder(line(columns));
        rows.forEach(row -> text.append(line(row)));
        return text.toString();
    }

    private static String line(List<String> values) {
        return values.stream().map(HistoryTable::quoted).collect(Collectors.joining(",", "", "\n"));
    }

    private static String quoted(String value) {
        return value.matches("[^,\"\\s][^,\"]*[^,\"\\s]|[^,\"\\s]?")
                ? value
                : "\"" + value.replace("\"", "\"\"") + "\"";
    }
}
