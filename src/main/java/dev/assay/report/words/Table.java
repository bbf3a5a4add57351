package dev.assay.report.words;

import java.util.List;

/**
 * A table in one language.
 *
 * @param columns their headings
 * @param rows each with a text for each column
 */
public record Table(List<String> columns, List<List<String>> rows) {
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }
}
