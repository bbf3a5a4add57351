package dev.assay.gate.comparison;

import dev.assay.starts.MeasuredStart;
import dev.assay.starts.RunSet;
import dev.assay.starts.StartValue;
import dev.assay.stats.Uncertainty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The values of one figure at the starts of a run set. Repeats of one start are one start, so that their mean counts.
 *
 * @param starts the sound measurements by start, in their order; each start has at least one
 */
record StartFigures(String figure, List<List<MeasuredStart>> starts) {
    /** An end of the range in which the true value lies, or the measured value itself. */
    enum End {
        BETTER,
        MEASURED,
        WORSE;

        End opposite() {
            return switch (this) {
                case BETTER -> WORSE;
                case MEASURED -> MEASURED;
                case WORSE -> BETTER;
            };
        }
    }

    /** Returns the values of a figure of the sound measurements. */
    static StartFigures of(RunSet set, String figure) {
        // Measurements of a server whose start is not known count as one start.
        var byStart = set.sound().stream()
                .collect(Collectors.groupingBy(
                        start -> start.serverStart().orElse(""), LinkedHashMap::new, Collectors.toList()));
        return new StartFigures(figure, List.copyOf(byStart.values()));
    }

    /** Returns the measurements with each as a start of its own. */
    static StartFigures each(List<MeasuredStart> measured, String figure) {
        return new StartFigures(figure, measured.stream().map(List::of).toList());
    }

    int size() {
        return starts.size();
    }

    /** Returns how many measurements there are. */
    int measurements() {
        return starts.stream().mapToInt(List::size).sum();
    }

    /** Returns the first measurement in which the figure has no value. */
    Optional<MeasuredStart> withoutValue() {
        return starts.stream()
                .flatMap(List::stream)
                .filter(start -> !start.values().containsKey(figure))
                .findFirst();
    }

    /** Returns the measured values. */
    DoubleStream values() {
        return measured().mapToDouble(StartValue::value);
    }

    private Stream<StartValue> measured() {
        return starts.stream().flatMap(List::stream).map(this::value);
    }

    private StartValue value(MeasuredStart start) {
        return Objects.requireNonNull(start.values().get(figure));
    }

    /** Returns whether no value may be off. */
    boolean isExact() {
        return measured().allMatch(value -> value.by().equals(Uncertainty.NONE));
    }

    /** Returns the measurement of these and the others that may be off the most. */
    MeasuredStart widest(StartFigures others) {
        return Stream.of(this, others)
                .flatMap(figures -> figures.starts.stream())
                .flatMap(List::stream)
                .reduce((a, b) -> width(b) > width(a) ? b : a)
                .orElseThrow();
    }

    private double width(MeasuredStart start) {
        var by = value(start).by();
        return Math.max(by.below(), by.above());
    }

    /** Returns the place of each start on the scale, with all values at this end; infinite if nothing bounds them. */
    double[] places(Scale scale, End end) {
        return starts.stream()
                .mapToDouble(start -> start.stream()
                        .mapToDouble(each -> scale.of(moved(value(each), scale, end)))
                        .average()
                        .orElseThrow())
                .toArray();
    }

    private static double moved(StartValue value, Scale scale, End end) {
        var up = end == End.MEASURED
                ? 0
                : scale.isHigher(end == End.WORSE)
                        ? value.by().above()
                        : -value.by().below();
        var moved = value.value() + up;
        // No figure becomes negative by what may be wrong with it, if the end is known.
        return Double.isInfinite(moved) || value.value() < 0 ? moved : Math.max(0, moved);
    }

    /** Returns how many starts there are, for people: {@code 4 starts}, {@code 1 start (3 repeats)}. */
    String text() {
        return size()
                + (size() == 1 ? " start" : " starts")
                + (measurements() > size() ? " (" + measurements() + " repeats)" : "");
    }
}
