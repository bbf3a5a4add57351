package dev.assay.testing;

import dev.assay.accuracy.Scores;
import dev.assay.figures.FigureName;
import dev.assay.plan.thresholds.NamedFigure;
import java.util.Collection;
import java.util.stream.Stream;

/** Figures by the names that thresholds.yaml has for them. */
public final class Figures {
    private Figures() {}

    /** Returns a figure of a load test: {@code ttft.p99}. */
    public static FigureName named(String key) {
        return find(key, FigureName.all());
    }

    /** Returns a figure of an evalset: {@code accuracy}. */
    public static Scores.EvalsetFigure ofEvalset(String key) {
        return find(key, Scores.FIGURES);
    }

    /** Returns a figure of a load test, or of an evalset where no load test has one of this name. */
    public static NamedFigure limited(String key) {
        return find(
                key,
                Stream.concat(FigureName.all().stream(), Scores.FIGURES.stream())
                        .toList());
    }

    private static <F extends NamedFigure> F find(String key, Collection<F> figures) {
        return figures.stream()
                .filter(figure -> figure.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
