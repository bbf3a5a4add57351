package dev.assay.plan.thresholds;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The names that thresholds.yaml and evalsets may use and that packages above this one define.
 *
 * @param loadFigures the figures that a limit of a load test may be on, by their keys, such as {@code tpot.mean}
 * @param objectives the figures that an objective of a load test may be on, such as {@code tpot}; all are in milliseconds
 * @param accuracyFigures the figures that a limit of an evalset may be on
 * @param textFigures the figures that a limit on log-probabilities may be on
 * @param engines the engines that a deployment may name
 * @param scoringEngines those of the engines that return the log-probabilities of a text
 */
public record KnownNames(
        Map<String, NamedFigure> loadFigures,
        Map<String, NamedFigure> objectives,
        Map<String, NamedFigure> accuracyFigures,
        Map<String, NamedFigure> textFigures,
        List<String> engines,
        List<String> scoringEngines) {
    public KnownNames {
        engines = List.copyOf(engines);
        scoringEngines = List.copyOf(scoringEngines);
    }

    public KnownNames(
            Collection<? extends NamedFigure> loadFigures,
            Collection<? extends NamedFigure> objectives,
            Collection<? extends NamedFigure> accuracyFigures,
            Collection<? extends NamedFigure> textFigures,
            List<String> engines,
            List<String> scoringEngines) {
        this(
                NamedFigure.byKey(loadFigures),
                NamedFigure.byKey(objectives),
                NamedFigure.byKey(accuracyFigures),
                NamedFigure.byKey(textFigures),
                engines,
                scoringEngines);
    }
}
