package dev.assay.testing;

import dev.assay.accuracy.Scorers;
import dev.assay.accuracy.Scores;
import dev.assay.figures.FigureTable;
import dev.assay.figures.PublishedRow;
import dev.assay.spec.Deployment;
import dev.assay.spec.Plan.Planned;
import dev.assay.spec.Row;
import dev.assay.spec.Thresholds;
import dev.assay.spec.Vocabulary;
import dev.assay.target.Engines;
import java.nio.file.Path;
import java.util.List;

/** The published records, read from the thresholds.yaml that the repository ships. */
public final class PublishedThresholds {
    private PublishedThresholds() {}

    /** Returns all deployments of the file; some of their cells have published figures. */
    public static List<Deployment> read() {
        var vocabulary =
                new Vocabulary(FigureTable.names(), List.of(), Scores.FIGURES, Scorers.names(), Engines.names());
        return Thresholds.read(Path.of(""), vocabulary).deployments();
    }

    /** Returns the cell of this name, {@code qwen3-14b-fp8 c10}, as it is planned. */
    public static Planned planned(String name) {
        return planned(read(), name);
    }

    private static Planned planned(List<Deployment> deployments, String name) {
        return deployments.stream()
                .flatMap(deployment -> deployment.rows().stream().map(row -> new Planned(deployment, row)))
                .filter(planned -> planned.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the published row of this name. */
    public static PublishedRow row(List<Deployment> deployments, String name) {
        return PublishedRow.of((Row.Cell) planned(deployments, name).row()).orElseThrow();
    }
}
