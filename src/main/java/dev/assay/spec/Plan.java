package dev.assay.spec;

import dev.assay.input.InputException;
import dev.assay.input.Location;
import dev.assay.input.NearMiss;
import dev.assay.input.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one run will do: the rows in their order, each on its deployment.
 *
 * @param partial whether a selection left rows of the file out
 */
public record Plan(List<Planned> rows, boolean partial) {
    public Plan {
        rows = List.copyOf(rows);
    }

    /**
     * Returns the rows that a selection leaves.
     *
     * @throws InputException if the selection names what the file does not have
     */
    public static Plan of(Thresholds thresholds, Selection selection) {
        var chosen = thresholds.deployments().stream()
                .filter(deployment ->
                        selection.deployment == null || deployment.name().equals(selection.deployment))
                .toList();
        if (chosen.isEmpty() && selection.deployment != null) {
            throw new InputException(List.of(unknown(selection.deployment, thresholds)));
        }
        var rows = chosen.stream()
                .flatMap(deployment -> deployment.rows().stream().map(row -> new Planned(deployment, row)))
                .toList();
        return new Plan(rows, chosen.size() < thresholds.deployments().size());
    }

    private static Problem unknown(String deployment, Thresholds thresholds) {
        var names = thresholds.deployments().stream().map(Deployment::name).toList();
        return new Problem(
                Location.commandLine(),
                "-Dassay.deployment=" + deployment + ": " + Reading.FILE + " has no such deployment; it has: "
                        + String.join(", ", names) + NearMiss.hint(deployment, names));
    }

    /**
     * What the command line picks from thresholds.yaml.
     *
     * @param deployment the only deployment to measure; absent: all of them
     */
    public record Selection(@Nullable String deployment) {
        /** Picks everything. */
        public static final Selection ALL = new Selection(null);
    }

    /** One row on its deployment. */
    public record Planned(Deployment deployment, Row row) {
        /** Returns the name that tests, reports and messages use: {@code qwen3-32b-nvfp4 c10}. */
        public String name() {
            return deployment.name() + " " + row.name();
        }
    }
}
