package dev.assay.input.rows;

import dev.assay.input.InputBytes;
import dev.assay.input.InputDirectory;
import dev.assay.input.JsonLines;
import dev.assay.input.Location;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A file of rows. Its name says its form: {@code .jsonl}, {@code .csv} or {@code .parquet}.
 *
 * @param name the name that messages use
 * @param sha256 of the file, lower-case hex
 * @param columns the columns that every row has; empty for JSON Lines, in which each row has columns of its own
 * @param rows in the order of the file
 */
public record RowFile(String name, String sha256, List<String> columns, List<Node.Mapping> rows) {
    private static final String EXPECTED = "rows of questions";

    public RowFile {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * Reads a file.
     *
     * @param name relative to the directory, or absolute
     * @param columns names of the columns of a CSV file without a heading line; empty: the first line has the names
     * @return absent, with problems, if any row cannot be read
     */
    public static @Nullable RowFile read(
            InputDirectory directory, String name, List<String> columns, Problems problems) {
        var before = problems.found().size();
        var ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        var form = switch (ending) {
            case "jsonl", "ndjson" -> Form.JSON_LINES;
            case "csv" -> Form.CSV;
            case "parquet" -> Form.PARQUET;
            default -> null;
        };
        if (form == null) {
            problems.add(
                    Location.startOf(name),
                    "the name of a file of rows must end with .jsonl, .csv or .parquet, which says its form");
            return null;
        }
        var bytes = directory.readBytes(name, EXPECTED, problems);
        var file = bytes == null ? null : form.read(bytes, columns, problems);
        if (file != null && file.rows.isEmpty() && problems.found().size() == before) {
            problems.add(Location.startOf(name), "has no rows; expected " + EXPECTED);
        }
        return problems.found().size() == before ? file : null;
    }

    private enum Form {
        JSON_LINES {
            @Override
            @Nullable RowFile read(InputBytes bytes, List<String> columns, Problems problems) {
                var text = bytes.text(EXPECTED + ", one JSON object per line", problems);
                if (text == null) {
                    return null;
                }
                var rows = text.text().isBlank() ? List.<Node.Mapping>of() : JsonLines.read(text, problems);
                return new RowFile(bytes.name(), bytes.sha256(), List.of(), rows);
            }
        },
        CSV {
            @Override
            @Nullable RowFile read(InputBytes bytes, List<String> columns, Problems problems) {
                var text = bytes.text(EXPECTED + " as CSV", problems);
                return text == null ? null : new CsvRows(text, problems).read(columns);
            }
        },
        PARQUET {
            @Override
            @Nullable RowFile read(InputBytes bytes, List<String> columns, Problems problems) {
                return ParquetRows.read(bytes, problems);
            }
        };

        abstract @Nullable RowFile read(InputBytes bytes, List<String> columns, Problems problems);
    }
}
