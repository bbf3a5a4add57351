package dev.assay.report.summary;

import dev.assay.figures.Figure;
import dev.assay.figures.ServerFigure;
import dev.assay.gate.RunVerdict;
import dev.assay.gate.TestVerdict;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.Histogram;
import dev.assay.recording.ServerGauge;
import dev.assay.recording.ServerRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The cells once more, each with what its server counted by itself; none where nobody looked. */
final class ServerTable {
    private static final String NO_VALUE = "–";

    private final Language language;

    private ServerTable(Language language) {
        this.language = language;
    }

    static List<String> of(RunVerdict run, Language language) {
        var table = new ServerTable(language);
        var rows = run.tests().stream()
                .filter(TestVerdict.OfLoadTest.class::isInstance)
                .map(TestVerdict.OfLoadTest.class::cast)
                .flatMap(cell -> cell.counted() == null ? Stream.empty() : Stream.of(table.row(cell, cell.counted())))
                .toList();
        if (rows.isEmpty()) {
            return List.of();
        }
        var lines = new ArrayList<>(List.of("", "### " + language.say(Phrase.SERVER_COUNTS), ""));
        lines.addAll(Markdown.table(table.columns(), rows));
        lines.addAll(List.of("", "- " + Markdown.text(language.say(Phrase.SERVER_COUNTS_NOTE))));
        return lines;
    }

    private List<String> columns() {
        return Stream.of(
                        Phrase.CELL,
                        Phrase.FINISHED,
                        Phrase.HIT_RATE,
                        Phrase.PREEMPTIONS,
                        Phrase.KV_CACHE,
                        Phrase.RUNNING,
                        Phrase.WAITING,
                        Phrase.ACCEPT_LENGTH,
                        Phrase.SERVER_TTFT,
                        Phrase.SERVER_ITL)
                .map(language::say)
                .toList();
    }

    private List<String> row(TestVerdict.OfLoadTest cell, ServerRecord counted) {
        var name = cell.planned().name();
        if (counted.unseen() != null) {
            var row = new ArrayList<>(List.of(name, language.fact(Phrase.NOT_RECORDED, counted.unseen())));
            row.addAll(
                    Stream.generate(() -> NO_VALUE).limit(columns().size() - 2L).toList());
            return row;
        }
        return List.of(
                name,
                counted.finished().entrySet().stream()
                        .filter(reason -> reason.getValue() > 0)
                        .map(reason -> reason.getKey() + " " + reason.getValue())
                        .collect(Collectors.collectingAndThen(
                                Collectors.joining(", "), text -> text.isEmpty() ? NO_VALUE : text)),
                figure(cell, ServerFigure.CACHE_HIT_RATE),
                figure(cell, ServerFigure.PREEMPTIONS),
                figure(cell, ServerFigure.KV_CACHE_USAGE_MEAN) + " / " + figure(cell, ServerFigure.KV_CACHE_USAGE_MAX),
                level(counted, ServerGauge.RUNNING),
                level(counted, ServerGauge.WAITING),
                figure(cell, ServerFigure.ACCEPT_LENGTH),
                times(counted.ttft()),
                times(counted.itl()));
    }

    private static String figure(TestVerdict.OfLoadTest cell, ServerFigure figure) {
        return switch (cell.figures().get(figure)) {
            case Figure.Measured measured -> measured.unit().format(measured.value());
            case Figure.Undefined ignored -> NO_VALUE;
        };
    }

    private static String level(ServerRecord counted, ServerGauge gauge) {
        var level = counted.gauges().get(gauge);
        return level == null ? NO_VALUE : String.format(Locale.ROOT, "%.1f / %.0f", level.mean(), level.max());
    }

    private static String times(@Nullable Histogram times) {
        return times == null || times.mean().isEmpty()
                ? NO_VALUE
                : DoubleStream.of(
                                times.mean().getAsDouble(),
                                orNothing(times.quantile(0.5)),
                                orNothing(times.quantile(0.99)))
                        .mapToObj(seconds -> Double.isNaN(seconds) ? NO_VALUE : number(seconds))
                        .collect(Collectors.joining(" / "));
    }

    private static double orNothing(OptionalDouble value) {
        return value.orElse(Double.NaN);
    }

    private static String number(double seconds) {
        return Unit.MILLISECONDS.format(seconds * 1e3).replace(" ms", "");
    }
}
