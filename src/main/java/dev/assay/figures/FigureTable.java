package dev.assay.figures;

import dev.assay.figures.Figure.Measured;
import dev.assay.figures.Figure.Undefined;
import dev.assay.spec.Unit;
import dev.assay.stats.Sample;
import dev.assay.trace.Trace;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** All figures of one cell, computed from its complete requests. The same traces give the same bits. */
public final class FigureTable {
    private final Map<RequestFigure, Sample> samples = new EnumMap<>(RequestFigure.class);
    private final Map<String, Figure> figures = new LinkedHashMap<>();

    private FigureTable() {}

    /** Returns every figure name that a limit may use, with its unit. */
    public static Map<String, Unit> names() {
        var names = new LinkedHashMap<String, Unit>();
        for (var figure : RequestFigure.values()) {
            for (var statistic : Statistic.values()) {
                names.put(figure.key() + "." + statistic.key(), figure.unit());
            }
        }
        for (var figure : RunFigure.values()) {
            names.put(figure.key(), figure.unit());
        }
        return Collections.unmodifiableMap(names);
    }

    /** Computes the figures of the measured requests of a cell. Those that did not complete are left out, and an audit's matter. */
    public static FigureTable of(List<Trace> measured) {
        var complete = measured.stream().filter(Trace::complete).toList();
        var requests = complete.stream()
                .map(RequestTimes::of)
                .flatMap(Optional::stream)
                .toList();
        var table = new FigureTable();
        for (var figure : RequestFigure.values()) {
            table.put(figure, requests);
        }
        for (var figure : RunFigure.values()) {
            table.put(figure, complete, requests);
        }
        return table;
    }

    private void put(RequestFigure figure, List<RequestTimes> requests) {
        var values = requests.stream()
                .map(figure::of)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
        var sample = values.length == 0 ? null : Sample.of(values);
        if (sample != null) {
            samples.put(figure, sample);
        }
        for (var statistic : Statistic.values()) {
            var name = figure.key() + "." + statistic.key();
            var value = sample == null ? OptionalDouble.empty() : statistic.of(sample);
            figures.put(
                    name,
                    value.isPresent()
                            ? new Measured(name, figure.unit(), value.getAsDouble(), values.length)
                            : new Undefined(name, figure.unit(), tooFew(values.length)));
        }
    }

    private static String tooFew(int samples) {
        return samples == 0 ? "no complete request has it" : "one request is too few for it";
    }

    private void put(RunFigure figure, List<Trace> complete, List<RequestTimes> requests) {
        var window = complete.stream().mapToLong(Trace::ended).max().orElse(0)
                - complete.stream().mapToLong(Trace::sent).min().orElse(0);
        if (window <= 0) {
            figures.put(figure.key(), new Undefined(figure.key(), figure.unit(), "no complete request has it"));
            return;
        }
        var ttft = requests.stream().mapToDouble(RequestTimes::ttft).sum();
        var run = new RunFigure.Run(complete.size(), tokens(requests), window, ttft, cached(requests));
        var value = figure.of(run);
        figures.put(
                figure.key(),
                value.isPresent()
                        ? new Measured(figure.key(), figure.unit(), value.getAsDouble(), complete.size())
                        : new Undefined(figure.key(), figure.unit(), missing(figure, run)));
    }

    private static String missing(RunFigure figure, RunFigure.Run run) {
        if (figure == RunFigure.CACHE_HIT_RATE) {
            return "no answer says how many tokens of its prompt were cached";
        }
        return run.tokens() == null
                ? "not every answer says how many tokens it used"
                : "no time passed before the first output";
    }

    private static CachedPrompts cached(List<RequestTimes> requests) {
        return CachedPrompts.of(requests.stream()
                .map(RequestTimes::usage)
                .filter(Objects::nonNull)
                .toList());
    }

    private static RunFigure.@Nullable Tokens tokens(List<RequestTimes> requests) {
        var input = 0L;
        var output = 0L;
        for (var request : requests) {
            if (request.usage() == null) {
                return null;
            }
            input += request.usage().promptTokens();
            output += request.usage().completionTokens();
        }
        return new RunFigure.Tokens(input, output);
    }

    /** Returns the figure with a name of {@link #names()}. */
    public Figure get(String name) {
        return Objects.requireNonNull(figures.get(name), name);
    }

    /** Returns all figures, in their fixed order. */
    public List<Figure> all() {
        return List.copyOf(figures.values());
    }

    /** Returns the values behind a figure's full name; empty if there are none or the figure is of the cell as a whole. */
    public Optional<Sample> sample(String name) {
        return RequestFigure.in(name).map(samples::get);
    }

    /** Returns how many requests have a value behind a figure's full name that no server can reach. */
    public int impossible(String name) {
        var zero = RequestFigure.in(name).map(RequestFigure::canBeZero).orElse(false);
        return sample(name)
                .map(sample -> (int) sample.values()
                        .filter(value -> zero ? value < 0 : value <= 0)
                        .count())
                .orElse(0);
    }
}
