package dev.assay.tools.definitions;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The figures that one tool prints for a load test: always the same names, in the same order. */
public record ToolFigures(Tool tool, List<ToolFigure> figures) {
    public ToolFigures {
        figures = List.copyOf(figures);
    }

    /** Returns the figure of this name; null if the tool has none. */
    public @Nullable ToolFigure get(String name) {
        return figures.stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Returns the value of the figure of this name; null if the tool has no such figure, or no value for it. */
    public @Nullable Double value(String name) {
        var figure = get(name);
        return figure == null ? null : figure.value();
    }

    /** Collects figures in their order. */
    static final class Lines {
        private final List<ToolFigure> lines = new ArrayList<>();

        void add(String name, String unit, @Nullable Double value, int samples) {
            lines.add(new ToolFigure(name, unit, value, samples));
        }

        /** Adds each statistic of {@code values}; without values each is {@code none}. */
        <S> void add(
                List<Stat<S>> statistics,
                String format,
                String unit,
                @Nullable S values,
                int samples,
                @Nullable Double none) {
            for (var statistic : statistics) {
                var value = values == null ? none : (Double) statistic.of().applyAsDouble(values);
                add(format.replace("{}", statistic.name()), unit, value, samples);
            }
        }

        List<ToolFigure> all() {
            return lines;
        }
    }

    /** A statistic with the tool's name for it. */
    record Stat<S>(String name, ToDoubleFunction<S> of) {}
}
