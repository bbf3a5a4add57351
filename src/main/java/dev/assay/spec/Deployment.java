package dev.assay.spec;

import dev.assay.input.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One model at one precision on one engine: a row group of thresholds.yaml.
 *
 * @param servedName what the server calls the model; absent: asked from the server, which must offer one model
 * @param tokenizer the tokenizer's file, relative to thresholds.yaml; absent only where no row needs one
 * @param engine the name of what serves, one of the engines this version knows
 * @param rows cells and evalsets, in the order of the file, evalsets first
 */
public record Deployment(
        String name,
        String model,
        @Nullable String servedName,
        @Nullable String tokenizer,
        String precision,
        String engine,
        Deadlines deadlines,
        List<Row> rows,
        Location place) {
    public Deployment {
        rows = List.copyOf(rows);
    }
}
