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
import dev.assay.gate.results.TestVerdict;
import dev.assay.report.summary.SteadyWindowLine;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All figures of a load test as lines: a table of the figures of its requests, then the figures of the run, then those of the server. */
final class FigureLines {
    private FigureLines() {}

    /** Returns the lines of the whole run, then those of the steady window. Each line begins with a word for the one or the other. */
    static List<String> of(TestVerdict.OfLoadTest loadTest) {
        var lines = new ArrayList<>(of("figure", loadTest.figures()));
        switch (loadTest.steady()) {
            case SteadyWindowFigures.None none -> lines.add("  steady  none: " + none.reason());
            case SteadyWindowFigures.Measured measured -> {
                lines.add("  steady  " + SteadyWindowLine.of(measured.window()));
                lines.addAll(of("steady", measured.figures()));
            }
        }
        return lines;
    }

    /** Returns the figures over the sound repeats: their mean, standard deviation and extremes. Of the figures of requests only means and p99. */
    static List<String> of(TestVerdict.OfRepeats test) {
        var figures = test.figures();
        var lines = new ArrayList<String>();
        for (var name : FigureName.all()) {
            if (!(name instanceof FigureName.OfRequests(var ignored, var statistic))
                    || statistic == Statistic.MEAN
                    || statistic == Statistic.P99) {
                figures.values(name)
                        .filter(values -> values.max() != 0 || !isFinish(name))
                        .ifPresent(values -> lines.add(row(
                                "figure",
                                padded(name.key()),
                                List.of(
                                        name.unit().format(values.mean()),
                                        values.sd().isPresent()
                                                ? name.unit().format(values.sd().getAsDouble())
                                                : "–",
                                        name.unit().format(values.min()),
                                        name.unit().format(values.max())),
                                "n=" + values.size())));
            }
        }
        if (!lines.isEmpty()) {
            lines.addFirst(row("figure", padded(""), List.of("mean", "sd", "min", "max"), "repeats"));
        }
        return lines;
    }

    private static List<String> of(String window, FigureTable table) {
        var ofRequests = new LinkedHashMap<RequestFigure, Map<Statistic, Figure>>();
        var ofTheRun = new ArrayList<Figure>();
        for (var figure : table.all()) {
            switch (figure.name()) {
                case FigureName.OfRequests(var each, var statistic) ->
                    ofRequests
                            .computeIfAbsent(each, key -> new EnumMap<>(Statistic.class))
                            .put(statistic, figure);
                case RunFigure ignored -> ofTheRun.add(figure);
                case SentFigure ignored -> ofTheRun.add(figure);
                case ServerFigure ignored -> {
                    // They follow below.
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
        ofTheRun.stream()
                .filter(FigureLines::shows)
                .forEach(figure -> lines.add(request(window, figure.name().key(), List.of(figure))));
        table.ofServer()
                .forEach(figure -> lines.add(request(window, figure.name().key(), List.of(figure))));
        return lines;
    }

    /** Returns the name of a figure with its statistic, in a column of its own width. */
    private static String padded(String key) {
        return String.format(Locale.ROOT, "%-22s", key);
    }

    private static boolean isFinish(FigureName name) {
        return name instanceof RunFigure each && RunFigure.ofFinishes().contains(each);
    }

    /** Leaves out undefined figures of power and cost, and finish reasons that no answer has. They are in result.json. */
    private static boolean shows(Figure figure) {
        if (isFinish(figure.name())) {
            return figure instanceof Figure.Measured measured && measured.value() > 0;
        }
        return figure instanceof Figure.Measured
                || !(figure.name() instanceof RunFigure each
                        && RunFigure.ofPowerAndCost().contains(each));
    }

    /** Returns the 95 % intervals of the quantiles, as far as both ends are bounded and differ. */
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

    /** If the first statistic is undefined, all are, for the same reason. */
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

    private static String row(String window, String key, List<String> values, String end) {
        var line = new StringBuilder(String.format(Locale.ROOT, "  %s  %-16s", window, key));
        values.forEach(value -> line.append(String.format(Locale.ROOT, " %14s", value)));
        return line + "  " + end;
    }
}
