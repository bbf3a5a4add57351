package dev.assay.plan.thresholds;

import java.util.List;
import java.util.Map;

/**
 * The names that thresholds.yaml and evalsets may use but that live in rooms above this one.
 *
 * @param loadFigures every figure that a cell's limit may name, such as {@code tpot.mean}, with its unit and its better direction
 * @param objectives every figure that a cell's objective may be on, such as {@code tpot}; all are in milliseconds
 * @param accuracyFigures every figure that an evalset's limit may name, with the same
 * @param scorers the types that a question may have
 * @param engines what may serve
 */
public record KnownNames(
        Map<String, FigureScale> loadFigures,
        List<String> objectives,
        Map<String, FigureScale> accuracyFigures,
        List<String> scorers,
        List<String> engines) {
    public KnownNames {
        loadFigures = Map.copyOf(loadFigures);
        objectives = List.copyOf(objectives);
        accuracyFigures = Map.copyOf(accuracyFigures);
        scorers = List.copyOf(scorers);
        engines = List.copyOf(engines);
    }
}
