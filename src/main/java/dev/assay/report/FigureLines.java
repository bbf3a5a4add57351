package dev.assay.report;

import dev.assay.figures.Figure;
import dev.assay.figures.FigureTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All figures of a cell as lines: a table of those that each request has, then those of the cell as a whole. */
final class FigureLines {
    private FigureLines() {}

    static List<String> of(FigureTable table) {
        var ofRequests = new LinkedHashMap<String, Map<String, Figure>>();
        var ofTheCell = new ArrayList<Figure>();
        for (var figure : table.all()) {
            var dot = figure.name().lastIndexOf('.');
            if (dot < 0) {
                ofTheCell.add(figure);
            } else {
                ofRequests
                        .computeIfAbsent(figure.name().substring(0, dot), key -> new LinkedHashMap<>())
                        .put(figure.name().substring(dot + 1), figure);
            }
        }
        var lines = new ArrayList<String>();
        ofRequests.values().stream()
                .findFirst()
                .ifPresent(first -> lines.add(row("", List.copyOf(first.keySet()), "n")));
        ofRequests.forEach((key, statistics) -> lines.add(request(key, List.copyOf(statistics.values()))));
        ofTheCell.forEach(figure -> lines.add(request(figure.name(), List.of(figure))));
        return lines;
    }

    /** Where the first has no value, none has, for one reason. */
    private static String request(String key, List<Figure> statistics) {
        return switch (statistics.getFirst()) {
            case Figure.Undefined undefined -> row(key, List.of("undefined"), undefined.reason());
            case Figure.Measured measured ->
                row(key, statistics.stream().map(FigureLines::value).toList(), "n=" + measured.samples());
        };
    }

    private static String value(Figure figure) {
        return switch (figure) {
            case Figure.Measured measured -> measured.unit().format(measured.value());
            case Figure.Undefined ignored -> "–";
        };
    }

    private static String row(String key, List<String> cells, String end) {
        var line = new StringBuilder(String.format(Locale.ROOT, "  figure  %-15s", key));
        cells.forEach(cell -> line.append(String.format(Locale.ROOT, " %14s", cell)));
        return line + "  " + end;
    }
}
