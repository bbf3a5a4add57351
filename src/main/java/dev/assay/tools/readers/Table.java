package dev.assay.tools.readers;

import dev.assay.input.Location;
import dev.assay.input.Problem;
import dev.assay.input.Problems;
import dev.assay.tools.results.ImportedResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A table of load figures with one load test per row.
 *
 * @param labels the name of each row besides its model, in the order of the rows; empty if there is none
 */
record Table(String file, Location place, List<Heading> headings, List<String> labels, List<List<Table.Cell>> cells) {
    private static final List<Column> NEEDED =
            List.of(Column.CONCURRENCY, Column.QPS, Column.TTFT, Column.E2E, Column.TPOT);

    Table {
        headings = List.copyOf(headings);
        labels = List.copyOf(labels);
        cells = cells.stream().map(List::copyOf).toList();
    }

    /** One cell of the table without spaces around its text. */
    record Cell(String text, Location place) {}

    /** The tokens of each prompt and answer in the text above a table; 0 if unknown. */
    record Lengths(int input, int output) {}

    /** Returns a table of load figures; empty if the grid is another table. */
    static Optional<Table> of(String file, List<List<Cell>> grid) {
        var head = grid.getFirst();
        var headings =
                head.stream().map(cell -> Heading.of(cell.text(), cell.place())).toList();
        if (Heading.areOfLoad(headings)) {
            var rows = grid.subList(1, grid.size());
            return Optional.of(new Table(
                    file,
                    head.getFirst().place(),
                    headings,
                    rows.stream().map(row -> "").toList(),
                    rows));
        }
        return turned(file, grid);
    }

    /** Returns a table with one figure per row, turned: its first column has the headings, and each other column is a row. */
    private static Optional<Table> turned(String file, List<List<Cell>> grid) {
        var head = grid.getFirst();
        var unit = IntStream.range(1, head.size())
                .filter(i -> head.get(i).text().strip().matches("(?i)units?|单位"))
                .findFirst()
                .orElse(0);
        var headings = new ArrayList<Heading>();
        for (var index = 0; index < grid.size(); index++) {
            var row = grid.get(index);
            var said = unit > 0
                            && index > 0
                            && unit < row.size()
                            && !row.get(unit).text().isEmpty()
                    ? " (" + row.get(unit).text() + ")"
                    : "";
            headings.add(Heading.of(row.getFirst().text() + said, row.getFirst().place()));
        }
        if (!Heading.areOfLoad(headings)) {
            return Optional.empty();
        }
        var labels = new ArrayList<String>();
        var rows = new ArrayList<List<Cell>>();
        for (var column = 1; column < head.size(); column++) {
            // The columns are statistics of one run: only the means are read.
            var of = Heading.of(
                    "ttft " + head.get(column).text(), head.get(column).place());
            if (column == unit
                    || (headings.getFirst().column() == null && !of.statistic().isEmpty())) {
                continue;
            }
            var index = column;
            labels.add(
                    headings.getFirst().column() != null
                                    || of.mean()
                                    || isValue(head.get(column).text())
                            ? ""
                            : head.get(column).text());
            rows.add(grid.stream()
                    .map(row -> index < row.size()
                            ? row.get(index)
                            : new Cell("", Objects.requireNonNull(row.getLast()).place()))
                    .toList());
        }
        // The cell above the names of the figures is not a figure.
        return Optional.of(new Table(file, head.getFirst().place(), headings, labels, rows));
    }

    private static boolean isValue(String text) {
        return text.isEmpty() || text.matches("(?i)values?|results?|数值?|值|结果");
    }

    /** Returns the rows. Rows that cannot be read are reported, and the others are returned. */
    List<ImportedResult> rows(Lengths lengths, Problems problems, List<Problem> passedOver) {
        var missing = NEEDED.stream()
                .filter(column -> Heading.find(headings, column) < 0)
                .toList();
        if (!missing.isEmpty()) {
            passedOver.add(new Problem(place, "the table is not read: it has no column of " + missing(missing)));
            return List.of();
        }
        var unknown = headings.stream()
                .filter(heading -> heading.column() != null && heading.factor() == null && isRead(heading))
                .toList();
        if (!unknown.isEmpty()) {
            unknown.forEach(heading -> problems.add(
                    heading.place(),
                    "the unit [" + heading.unit() + "] of the column '" + heading.text()
                            + "' is unknown: expected ms, s, µs, ns or minutes for times, /s or /min for rates, %"
                            + " for shares; the table is not read"));
            return List.of();
        }
        others(passedOver);
        var rows = new ArrayList<ImportedResult>();
        for (var i = 0; i < cells.size(); i++) {
            new TableRow(this, i, lengths, problems, passedOver).read().ifPresent(rows::add);
        }
        return rows;
    }

    private boolean isRead(Heading heading) {
        return heading.column() == Column.MODEL
                || (heading.column() != null && headings.indexOf(heading) == Heading.find(headings, heading.column()));
    }

    private String missing(List<Column> missing) {
        return String.join(
                ", ",
                missing.stream()
                        .map(column -> {
                            var statistics = Heading.statistics(headings, column);
                            return column.title()
                                    + (statistics.isEmpty() ? "" : " as a mean (only " + statistics + ")");
                        })
                        .toList());
    }

    /** Reports columns that are not read. */
    private void others(List<Problem> passedOver) {
        var others = headings.stream()
                .filter(heading -> !isRead(heading) && !heading.text().isBlank())
                .map(Heading::text)
                .filter(text -> !text.matches("(?i)metrics?|指标|notes?|备注|remarks?|#"))
                .toList();
        if (!others.isEmpty()) {
            passedOver.add(new Problem(place, "columns that are not read: " + String.join(", ", others)));
        }
    }
}
