package dev.assay.spec;

import java.util.List;

/**
 * What one run will do: the rows in their order, each on its deployment.
 *
 * @param partial whether a selection left rows of the file out
 */
public record Plan(List<Planned> rows, boolean partial) {
    public Plan {
        rows = List.copyOf(rows);
    }

    /** One row on its deployment. */
    public record Planned(Deployment deployment, Row row) {
        /** Returns the name that tests, reports and messages use: {@code qwen3-32b-nvfp4 c10}. */
        public String name() {
            return deployment.name() + " " + row.name();
        }
    }
}
