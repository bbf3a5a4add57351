package dev.assay.report.summary;

import dev.assay.figures.Figure;
import dev.assay.figures.ServerFigure;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.Histogram;
import dev.assay.recording.ServerGauge;
import dev.assay.recording.ServerRecord;
import dev.assay.report.words.Language;
import dev.assay.report.words.Markdown;
import dev.assay.report.words.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the server of each load test counted itself; empty if its counters were not read. */
final class ServerTable {
    private static final String NO_VALUE = "–";

    private final Language language;

    private ServerTable(Language language) {
        this.language = language;
    }

    static List<String> of(RunVerdict run, Language language) {
        var table = new ServerTable(language);
        var rows = MeasuredLoadTest.of(run, language).stream()
                .flatMap(each -> each.test().counted() == null
                        ? Stream.empty()
                        : Stream.of(
                                table.row(each.name(), each.test(), each.test().counted())))
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
                        Phrase.LOAD_TEST,
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

    private List<String> row(String name, TestVerdict.OfLoadTest loadTest, ServerRecord counted) {
        if (counted.unseen() != null) {
            var row = new ArrayList<>(List.of(name, unseen(counted.unseen())));
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
                figure(loadTest, ServerFigure.CACHE_HIT_RATE),
                figure(loadTest, ServerFigure.PREEMPTIONS),
                figure(loadTest, ServerFigure.KV_CACHE_USAGE_MEAN) + " / "
                        + figure(loadTest, ServerFigure.KV_CACHE_USAGE_MAX),
                level(counted, ServerGauge.RUNNING),
                level(counted, ServerGauge.WAITING),
                figure(loadTest, ServerFigure.ACCEPT_LENGTH),
                times(counted.ttft()),
                times(counted.itl()));
    }

    private static String figure(TestVerdict.OfLoadTest loadTest, ServerFigure figure) {
        return switch (loadTest.figures().get(figure)) {
            case Figure.Measured measured -> measured.unit().format(measured.value());
            case Figure.Undefined ignored -> NO_VALUE;
        };
    }

    /** The reason is English. */
    private String unseen(String reason) {
        return switch (language) {
            case ENGLISH -> language.fact(Phrase.NOT_RECORDED, reason);
            case CHINESE -> language.say(Phrase.NOT_RECORDED);
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
