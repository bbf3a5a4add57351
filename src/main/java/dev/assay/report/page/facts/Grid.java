package dev.assay.report.page.facts;

import dev.assay.report.words.Language;
import dev.assay.report.words.Said;
import dev.assay.report.words.Table;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A table in both languages.
 *
 * @param name what it is about, unique on the page
 * @param rows each with a text for each column; the first is the heading of its row
 */
public record Grid(Said name, List<Said> columns, List<List<Said>> rows) {
    public Grid {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** Returns the table that a function gives for each language; both have the same shape. */
    static Grid of(Said name, Function<Language, Table> table) {
        var english = table.apply(Language.ENGLISH);
        var chinese = table.apply(Language.CHINESE);
        return new Grid(
                name,
                both(english.columns(), chinese.columns()),
                IntStream.range(0, english.rows().size())
                        .mapToObj(row ->
                                both(english.rows().get(row), chinese.rows().get(row)))
                        .toList());
    }

    /** Returns a table of texts that are the gate's own, or names and numbers; only its headings have two languages. */
    static Grid of(Said name, List<Said> columns, List<List<String>> rows) {
        return new Grid(
                name,
                columns,
                rows.stream()
                        .map(row -> row.stream().map(Said::original).toList())
                        .toList());
    }

    private static List<Said> both(List<String> english, List<String> chinese) {
        return IntStream.range(0, english.size())
                .mapToObj(column -> Said.of(english.get(column), chinese.get(column)))
                .toList();
    }
}
