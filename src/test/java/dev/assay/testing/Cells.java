package dev.assay.testing;

import dev.assay.input.Location;
import dev.assay.spec.Deadlines;
import dev.assay.spec.Deployment;
import dev.assay.spec.Extent;
import dev.assay.spec.Launch;
import dev.assay.spec.Pace;
import dev.assay.spec.Plan.Planned;
import dev.assay.spec.Prompts;
import dev.assay.spec.Row;
import dev.assay.spec.Terms;
import dev.assay.spec.Workload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that nobody has to write a thresholds.yaml for. */
public final class Cells {
    private static final Location DEPLOYMENT = new Location("thresholds.yaml", 7, 3);
    private static final Location CELL = new Location("thresholds.yaml", 14, 9);

    private Cells() {}

    /** Returns a cell of two requests, one at a time, on a deployment that leaves the served name open. */
    public static Planned cell(String name) {
        return cell(name, null);
    }

    public static Planned cell(String name, @Nullable String servedName) {
        var workload = new Workload("short-8-2", 8, 2, Workload.Api.COMPLETIONS, Workload.PromptForm.TEXT);
        var cell = new Row.Cell(
                name,
                workload,
                new Pace.Closed(1),
                new Extent(2),
                1,
                new Prompts.Unique(),
                List.of(),
                "a test",
                List.of(),
                Terms.DEFAULT,
                null,
                CELL);
        var deployment = new Deployment(
                "smollm2-135m",
                "HuggingFaceTB/SmolLM2-135M-Instruct",
                servedName,
                "tokenizers/smollm2.json",
                "bf16",
                "vllm",
                null,
                Deadlines.DEFAULT,
                Launch.DEFAULT,
                null,
                List.of(),
                List.of(cell),
                DEPLOYMENT);
        return new Planned(deployment, cell);
    }
}
