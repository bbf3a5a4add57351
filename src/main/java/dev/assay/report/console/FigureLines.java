package dev.assay.report.console;

import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.FigureTable;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.RunFigure;
import dev.assay.figures.SentFigure;
import dev.assay.figures.ServerFigure;
import dev.assay.figures.Statistic;
import dev.assay.figures.SteadyWindowFigures;
import dev.assay.gate.TestVerdict;
import dev.assay.report.summary.SteadyWindowLine;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All figures of a cell as lines: a table of those that each request has, then those of the cell as a whole, then those that its server counts. */
final class FigureLines {
    private FigureLines() {}

    /** Returns the lines of the whole run, then those of its steady part, each with what it is of at its beginning. */
    static List<String> of(TestVerdict.OfLoadTest cell) {
        var lines = new ArrayList<>(of("figure", cell.figures()));
        switch (cell.steady()) {
            case SteadyWindowFigures.None none -> lines.add("  steady  none: " + none.reason());
            case SteadyWindowFigures.Measured measured -> {
                lines.add("  steady  " + SteadyWindowLine.of(measured.window()));
                lines.addAll(of("steady", measured.figures()));
            }
        }
        return lines;
    }

    private static List<String> of(String window, FigureTable table) {
        var ofRequests = new LinkedHashMap<RequestFigure, Map<Statistic, Figure>>();
        var ofTheCell = new ArrayList<Figure>();
        for (var figure : table.all()) {
            switch (figure.name()) {
                case FigureName.OfRequests(var each, var statistic) ->
                    ofRequests
                            .computeIfAbsent(each, key -> new EnumMap<>(Statistic.class))
                            .put(statistic, figure);
                case RunFigure ignored -> ofTheCell.add(figure);
                case SentFigure ignored -> ofTheCell.add(figure);
                case ServerFigure ignored -> {
                    // Those that have a value stand below the others.
                }
            }
        }
        var lines = new ArrayList<String>();
        ofRequests.values().stream()
                .findFirst()
                .ifPresent(first -> lines.add(row(
                        window, "", first.keySet().stream().map(Statistic::key).toList(), "n")));
        ofRequests.forEach((key, statistics) -> {
            lines.add(request(window, key.key(), List.copyOf(statistics.values())));
            var intervals = intervals(table, statistics);
            if (!intervals.isEmpty()) {
                lines.add("  " + window + "  " + " ".repeat(16) + " 95 % interval: " + intervals);
            }
        });
        ofTheCell.stream()
                .filter(FigureLines::shows)
                .forEach(figure -> lines.add(request(window, figure.name().key(), List.of(figure))));
        table.ofServer()
                .forEach(figure -> lines.add(request(window, figure.name().key(), List.of(figure))));
        return lines;
    }

    private static boolean isFinish(Figure figure) {
        return figure.name() instanceof RunFigure each && RunFigure.ofFinishes().contains(each);
    }

    /** Most cells have neither GPUs that somebody tells of nor a price, and most answers end for one reason; result.json says so. */
    private static boolean shows(Figure figure) {
        if (isFinish(figure)) {
            return figure instanceof Figure.Measured measured && measured.value() > 0;
        }
        return figure instanceof Figure.Measured
                || !(figure.name() instanceof RunFigure each
                        && RunFigure.ofPowerAndCost().contains(each));
    }

    /** Returns what chance leaves open of the quantiles that have enough requests on both sides; nothing where all have one value. */
    private static String intervals(FigureTable table, Map<Statistic, Figure> statistics) {
        return statistics.entrySet().stream()
                .map(entry -> table.interval(entry.getValue().name())
                        .filter(interval -> interval.low() < interval.high())
                        .filter(interval -> Double.isFinite(interval.low()) && Double.isFinite(interval.high()))
                        .map(interval -> entry.getKey().key() + " "
                                + entry.getValue().unit().range(interval.low(), interval.high())))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
    }

    /** Where the first has no value, none has, for one reason. */
    private static String request(String window, String key, List<Figure> statistics) {
        return switch (statistics.getFirst()) {
            case Figure.Undefined undefined -> row(window, key, List.of("undefined"), undefined.reason());
            case Figure.Measured measured ->
                row(window, key, statistics.stream().map(FigureLines::value).toList(), "n=" + measured.samples());
        };
    }

    private static String value(Figure figure) {
        return switch (figure) {
            case Figure.Measured measured -> measured.unit().format(measured.value());
            case Figure.Undefined ignored -> "–";
        };
    }

    private static String row(String window, String key, List<String> cells, String end) {
        var line = new StringBuilder(String.format(Locale.ROOT, "  %s  %-16s", window, key));
        cells.forEach(cell -> line.append(String.format(Locale.ROOT, " %14s", cell)));
        return line + "  " + end;
    }
}
