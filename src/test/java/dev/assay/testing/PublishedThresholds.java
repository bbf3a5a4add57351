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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The published records, read from {@code src/test/resources/published} as any thresholds.yaml is. */
public final class PublishedThresholds {
    private static final Path FILE = Path.of("src/test/resources/published/thresholds.yaml");

    private PublishedThresholds() {}

    /** Reads them in this folder, which gets the tokenizers that they name, empty. */
    public static List<Deployment> read(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.copy(FILE, folder.resolve("thresholds.yaml"));
            Files.createDirectories(folder.resolve("tokenizers"));
            Files.writeString(folder.resolve("tokenizers/qwen3.json"), "{}");
            Files.writeString(folder.resolve("tokenizers/qwen2.5.json"), "{}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // sglang has no adapter yet, and needs none to be examined.
        var vocabulary =
                new Vocabulary(FigureTable.names(), Scores.FIGURES, Scorers.names(), List.of("vllm", "sglang"));
        return Thresholds.read(folder, vocabulary).deployments();
    }

    /** Reads them in this folder and returns the cell of this name, {@code qwen3-14b-fp8 c10}, as it is planned. */
    public static Planned planned(Path folder, String name) {
        return planned(read(folder), name);
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
