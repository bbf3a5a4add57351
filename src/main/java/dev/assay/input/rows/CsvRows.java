package dev.assay.input.rows;

import dev.assay.input.InputFile;
import dev.assay.input.Location;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.dataformat.csv.CsvFactory;

/**
 * Reads CSV as RFC 4180 defines it: commas between values, and double quotes around a value that holds a comma, a quote (written twice) or a
 * new line. Every value is text, exactly as written.
 */
final class CsvRows {
    private static final CsvFactory CSV = CsvFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();
    private static final int MOST_SHOWN = 200;
    /** A question with the longest prompt that a model can read has less. */
    private static final int LONGEST_VALUE = 16 << 20;

    private final InputFile file;
    private final Problems problems;

    CsvRows(InputFile file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** @param given the names of the columns; empty: the first line has them */
    @Nullable RowFile read(List<String> given) {
        var rows = new ArrayList<Node.Mapping>();
        List<String> columns = given.isEmpty() ? null : given;
        try (var parser = CSV.createParser(ObjectReadContext.empty(), withoutBlankEnd())) {
            while (parser.nextToken() == JsonToken.START_ARRAY) {
                var values = values(parser);
                if (columns == null) {
                    columns = heading(values);
                } else if (rows.isEmpty() && texts(values).equals(given)) {
                    problems.add(
                            values.getFirst().place(),
                            "this line has the names that 'columns' gives: remove 'columns', which is for files without a heading line");
                } else if (values.size() == columns.size()) {
                    rows.add(row(columns, values));
                } else {
                    problems.add(values.getFirst().place(), otherWidth(values, columns, given));
                }
            }
        } catch (JacksonException e) {
            var at = e.getLocation();
            problems.add(
                    at == null
                            ? Location.startOf(file.name())
                            : new Location(file.name(), Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr())),
                    "not CSV: " + e.getOriginalMessage());
        }
        return new RowFile(file.name(), file.sha256(), columns == null ? List.of() : columns, rows);
    }

    private String withoutBlankEnd() {
        var text = file.text();
        var end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(0, end);
    }

    private List<Node.Scalar> values(JsonParser parser) {
        var values = new ArrayList<Node.Scalar>();
        while (parser.nextToken() == JsonToken.VALUE_STRING) {
            var at = parser.currentTokenLocation();
            var place = new Location(file.name(), at.getLineNr(), at.getColumnNr());
            var text = parser.getString();
            if (text.length() > LONGEST_VALUE) {
                problems.add(
                        place, "the value has " + text.length() + " characters, and may have at most " + LONGEST_VALUE);
            }
            values.add(new Node.Scalar(text, Node.Kind.TEXT, place));
        }
        return values;
    }

    private List<String> heading(List<Node.Scalar> values) {
        var names = new ArrayList<String>();
        for (var value : values) {
            if (names.contains(value.text())) {
                problems.add(
                        value.place(),
                        "the heading line has the column '" + value.text()
                                + "' twice: give each column a name of its own");
            }
            names.add(value.text());
        }
        return names;
    }

    private static List<String> texts(List<Node.Scalar> values) {
        return values.stream().map(Node.Scalar::text).toList();
    }

    private static Node.Mapping row(List<String> columns, List<Node.Scalar> values) {
        var entries = new ArrayList<Node.Entry>(values.size());
        for (var i = 0; i < values.size(); i++) {
            entries.add(new Node.Entry(columns.get(i), values.get(i).place(), values.get(i)));
        }
        return new Node.Mapping(entries, values.getFirst().place());
    }

    private static String otherWidth(List<Node.Scalar> values, List<String> columns, List<String> given) {
        if (values.size() == 1 && values.getFirst().text().isBlank()) {
            return "expected a row on each line, found a blank line";
        }
        var names = String.join(", ", columns);
        return "this row has " + values.size() + (values.size() == 1 ? " value" : " values") + ", but "
                + (given.isEmpty() ? "the heading line has " : "'columns' has ") + columns.size() + " ("
                + (names.length() > MOST_SHOWN ? names.substring(0, MOST_SHOWN) + "…" : names)
                + "): a value that holds a comma, a quote or a new line needs double quotes around it";
    }
}
