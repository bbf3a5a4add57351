package dev.assay.report.console;

import dev.assay.figures.FigureName;
import dev.assay.report.terminal.Columns;
import dev.assay.report.terminal.TerminalText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Load tests with their figures in columns. A name that leaves no room for the figures has a line of its own above them.
 *
 * @param heading of the column of names
 * @param figures the columns; the statistic and the unit stand in a line below their names
 */
record FigureColumns(String heading, List<FigureName> figures, List<Row> rows) {
    private static final String GAP = "  ";
    private static final String SAMPLES = "n";

    /**
     * A row.
     *
     * @param word of a verdict; empty for a row that belongs to the one above it
     * @param samples the number of requests
     * @param values one for each figure, without units
     * @param details what the verdict rests on, shown below the row
     */
    record Row(String word, String name, String samples, List<String> values, List<String> details) {
        Row {
            name = TerminalText.line(name);
            values = List.copyOf(values);
            details = List.copyOf(details);
        }
    }

    /** Returns the lines; none if there is no row. */
    List<String> lines() {
        if (rows.isEmpty()) {
            return List.of();
        }
        var names = figures.stream().map(FigureColumns::name).toList();
        var units = figures.stream().map(FigureColumns::unit).toList();
        var widths = IntStream.range(0, figures.size())
                .map(column -> Math.max(
                        Math.max(names.get(column).length(), units.get(column).length()),
                        rows.stream()
                                .mapToInt(row -> row.values().get(column).length())
                                .max()
                                .orElse(0)))
                .toArray();
        var samples =
                rows.stream().mapToInt(row -> row.samples().length()).max().orElse(0);
        var taken = VerdictRow.begin("").length()
                + GAP.length()
                + samples
                + IntStream.of(widths).map(width -> width + GAP.length()).sum();
        if (taken + heading.length() > VerdictRow.COLUMNS) {
            return inWords();
        }
        var room = VerdictRow.COLUMNS - taken;
        var width = Math.max(
                heading.length(),
                rows.stream()
                        .mapToInt(row -> Columns.width(row.name()))
                        .filter(each -> each <= room)
                        .max()
                        .orElse(0));
        var lines = new ArrayList<String>();
        lines.add(line("verdict", heading, width, SAMPLES, samples, names, widths));
        lines.add(line("", "", width, "", samples, units, widths));
        for (var row : rows) {
            var fits = Columns.width(row.name()) <= width;
            if (!fits) {
                lines.addAll(new VerdictRow(row.word(), row.name(), List.of()).lines());
            }
            lines.add(line(
                    fits ? row.word() : "",
                    fits ? row.name() : "",
                    width,
                    row.samples(),
                    samples,
                    row.values(),
                    widths));
            lines.addAll(details(row));
        }
        return lines;
    }

    /** The statistic stands in the line below, so that the columns are narrow. */
    private static String name(FigureName figure) {
        return figure instanceof FigureName.OfRequests(var each, var ignored) ? each.key() : figure.key();
    }

    private static String unit(FigureName figure) {
        var statistic = figure instanceof FigureName.OfRequests(var ignored, var each) ? each.key() + " " : "";
        return statistic + figure.unit().symbol();
    }

    private static String line(
            String word, String name, int width, String samples, int samplesWidth, List<String> values, int[] widths) {
        var line = new StringBuilder(VerdictRow.begin(word))
                .append(Columns.padded(name, width))
                .append(GAP)
                .append(Columns.right(samples, samplesWidth));
        for (var column = 0; column < widths.length; column++) {
            line.append(GAP).append(Columns.right(values.get(column), widths[column]));
        }
        return line.toString().stripTrailing();
    }

    private static List<String> details(Row row) {
        return row.details().isEmpty() ? List.of() : new VerdictRow("", "", row.details()).below();
    }

    /** Values of many digits leave no room for columns. */
    private List<String> inWords() {
        var lines = new ArrayList<String>();
        lines.add(VerdictRow.begin("verdict") + heading);
        for (var row : rows) {
            var details = new ArrayList<String>();
            if (!row.samples().isEmpty()) {
                details.add(SAMPLES + " " + row.samples());
            }
            for (var column = 0; column < figures.size(); column++) {
                details.add(figures.get(column).key() + " " + row.values().get(column) + " "
                        + figures.get(column).unit().symbol());
            }
            details.addAll(row.details());
            lines.addAll(new VerdictRow(row.word(), row.name(), details).lines());
        }
        return lines;
    }
}
