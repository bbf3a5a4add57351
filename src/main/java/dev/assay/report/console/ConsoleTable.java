package dev.assay.report.console;

import static dev.assay.figures.Statistic.MEAN;

import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.FigureTable;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.RunFigure;
import dev.assay.figures.SteadyWindowFigures;
import dev.assay.gate.RunVerdict;
import dev.assay.gate.TestVerdict;
import dev.assay.recording.Provenance;
import dev.assay.recording.Recording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A run's verdicts as lines for a console. The last line says what was judged: a server or a recording. */
public final class ConsoleTable {
    private static final List<FigureName> FIGURES = List.of(
            MEAN.of(RequestFigure.TTFT),
            MEAN.of(RequestFigure.E2E),
            MEAN.of(RequestFigure.TPOT),
            MEAN.of(RequestFigure.DECODE_TPS),
            RunFigure.QPS);
    private static final String EVALSETS = "%-12s  %s  %s";

    private ConsoleTable() {}

    /** Returns the lines, without line ends. */
    public static List<String> of(RunVerdict run) {
        var lines = new ArrayList<String>();
        var width = width(run.tests());
        lines.addAll(protocols(run.tests(), width));
        lines.addAll(evalsets(run.tests(), width));
        lines.addAll(cells(run.tests(), width));
        run.tests().stream().filter(TestVerdict.NotRun.class::isInstance).forEach(row -> lines.add(row.headline()));
        run.missing().forEach(row -> lines.add("NO VERDICT    " + row.name()));
        run.changes().forEach(change -> lines.add("changed: " + change));
        lines.add(verdicts(run));
        lines.add(provenance(run));
        return lines;
    }

    /** The longest name decides, so that columns stand under each other. */
    private static int width(List<TestVerdict> rows) {
        return rows.stream()
                .mapToInt(row -> row.planned().name().length())
                .max()
                .orElse(0);
    }

    private static String padded(String name, int width) {
        return name + " ".repeat(Math.max(0, width - name.length()));
    }

    private static List<String> protocols(List<TestVerdict> rows, int width) {
        var lines = new ArrayList<String>();
        for (var row : rows) {
            if (row instanceof TestVerdict.OfProtocol protocol) {
                lines.add(String.format(
                        Locale.ROOT, EVALSETS, row.word(), padded(row.planned().name(), width), protocol.said()));
            }
        }
        return with(String.format(Locale.ROOT, EVALSETS, "verdict", padded("protocol", width), "checks"), lines);
    }

    private static List<String> evalsets(List<TestVerdict> rows, int width) {
        var lines = new ArrayList<String>();
        for (var row : rows) {
            if (row instanceof TestVerdict.OfAccuracy accuracy) {
                var limits = accuracy.limits().stream()
                        .map(limit -> limit.limit().figure() + " " + limit.measured() + ", "
                                + limit.limit().bound().asked())
                        .collect(Collectors.joining("; "));
                lines.add(String.format(
                        Locale.ROOT,
                        EVALSETS,
                        row.word(),
                        padded(row.planned().name(), width),
                        limits.isEmpty() ? "no limit was judged" : limits));
            }
        }
        return with(String.format(Locale.ROOT, EVALSETS, "verdict", padded("evalset", width), "limits"), lines);
    }

    private static List<String> cells(List<TestVerdict> rows, int width) {
        var lines = new ArrayList<String>();
        for (var row : rows) {
            if (row instanceof TestVerdict.OfLoadTest cell) {
                lines.add(cell(cell, width));
                lines.addAll(steady(cell, width));
            }
        }
        return with(line("verdict", padded("cell", width), "n", FIGURES.stream().map(FigureName::key)), lines);
    }

    private static List<String> with(String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            lines.addFirst(heading);
        }
        return lines;
    }

    private static String cell(TestVerdict.OfLoadTest cell, int width) {
        return line(cell.word(), padded(cell.planned().name(), width), cell.figures())
                + cell.planned().test().throttle().map("  "::concat).orElse("");
    }

    /** The steady part stands below the whole run, where there is one. */
    private static List<String> steady(TestVerdict.OfLoadTest cell, int width) {
        return switch (cell.steady()) {
            case SteadyWindowFigures.None ignored -> List.of();
            case SteadyWindowFigures.Measured measured ->
                List.of(line("", padded("  steady", width), measured.figures()));
        };
    }

    private static String line(String word, String name, FigureTable figures) {
        return line(word, name, samples(figures), FIGURES.stream().map(figure -> value(figures.get(figure))));
    }

    private static String line(String word, String name, String samples, Stream<String> figures) {
        return String.format(
                Locale.ROOT,
                "%-12s  %s  %5s  %14s  %14s  %14s  %16s  %10s",
                Stream.concat(Stream.of(word, name, samples), figures).toArray());
    }

    /** Requests with a latency, of which there are as many as completed. */
    private static String samples(FigureTable figures) {
        return figures.get(MEAN.of(RequestFigure.TTFT)) instanceof Figure.Measured ttft
                ? Integer.toString(ttft.samples())
                : "0";
    }

    private static String value(Figure figure) {
        return switch (figure) {
            case Figure.Measured measured -> measured.unit().format(measured.value());
            case Figure.Undefined ignored -> "–";
        };
    }

    private static String verdicts(RunVerdict run) {
        var counts = run.counts().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return (run.plan().partial() ? "PARTIAL run " : "run ") + run.id() + ": "
                + (counts.isEmpty() ? "no verdicts" : counts)
                + (run.missing().isEmpty() ? "" : ", " + run.missing().size() + " without a verdict");
    }

    private static String provenance(RunVerdict run) {
        var headers = run.tests().stream()
                .map(TestVerdict::header)
                .flatMap(Optional::stream)
                .toList();
        if (headers.isEmpty()) {
            return "Nothing was judged (" + run.target() + ").";
        }
        if (headers.stream().allMatch(header -> header.provenance() == Provenance.MODELLED)) {
            return "Published figures were modelled; nothing was measured, and no server was contacted.";
        }
        if (run.again()) {
            return "The " + run.target() + " of " + dates(headers) + " was judged again; no server was contacted.";
        }
        return headers.stream().allMatch(header -> header.provenance() == Provenance.RECORDED)
                ? "A recording of " + dates(headers) + " was judged; no server was contacted."
                : "A live server was judged: " + run.target() + ".";
    }

    private static String dates(List<Recording.Header> headers) {
        return headers.stream()
                .map(Recording.Header::started)
                .map(Instant::toString)
                .map(instant -> instant.substring(0, 10))
                .distinct()
                .sorted()
                .collect(Collectors.joining(" and "));
    }
}
