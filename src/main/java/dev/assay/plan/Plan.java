package dev.assay.plan;

import dev.assay.input.InputException;
import dev.assay.input.Location;
import dev.assay.input.Problem;
import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.tests.TestSpec;
import dev.assay.plan.thresholds.PlanReading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * What one run will do: the rows in their order, each on its deployment.
 *
 * @param partial whether a selection left rows of the file, or questions of a row, out
 */
public record Plan(List<Planned> rows, boolean partial) {
    public Plan {
        rows = List.copyOf(rows);
    }

    /**
     * Returns the rows that a selection leaves of those that it may pick: of the usual deployments, unless it names another one or a test.
     * Protocols come first, then evalsets, in the order of the file.
     *
     * @throws InputException if the selection names what the file does not have, or leaves nothing
     */
    public static Plan of(Thresholds thresholds, Selection selection) {
        var all = all(thresholds);
        var usual = usual(thresholds, all);
        var rows = selection.of(
                selection.namesRows() ? all : usual,
                thresholds.deployments().stream().map(Deployment::name).toList());
        return new Plan(rows, !rows.equals(usual));
    }

    /**
     * Returns the plan of a run that was made before: what it ran, by the file of today.
     *
     * @param tests the names of its rows, and of its tests where it asked one question of an evalset
     * @throws InputException if the file has one of them no longer
     */
    public static Plan again(Thresholds thresholds, List<String> tests) {
        var all = all(thresholds);
        var gone = tests.stream()
                .filter(test -> all.stream()
                        .noneMatch(planned -> Selection.of(planned, test).isPresent()))
                .toList();
        if (!gone.isEmpty()) {
            throw new InputException(List.of(new Problem(
                    Location.commandLine(),
                    "-Dassay.run: that run has [" + String.join("], [", gone) + "], which " + PlanReading.FILE
                            + " does not have. Name its directory with -Dassay.directory, or pick rows that the file"
                            + " has with -Dassay.deployment, -Dassay.cells or -Dassay.only.")));
        }
        var rows = all.stream()
                .flatMap(planned -> tests.stream().flatMap(test -> Selection.of(planned, test).stream()))
                .toList();
        return new Plan(rows, !rows.equals(usual(thresholds, all)));
    }

    private static List<Planned> all(Thresholds thresholds) {
        return thresholds.deployments().stream()
                .flatMap(deployment -> deployment.rows().stream().map(row -> new Planned(deployment, row)))
                .toList();
    }

    private static List<Planned> usual(Thresholds thresholds, List<Planned> all) {
        return all.stream()
                .filter(planned ->
                        thresholds.usual().contains(planned.deployment().name()))
                .toList();
    }

    /**
     * Returns the plan in which two deployments take turns: each row beside the other's of its name, so that what changes with time, such as
     * a clock that sinks, meets both. Which goes first is drawn for each pair.
     *
     * @throws InputException if the rows are not of two deployments
     */
    public Plan paired(long seed) {
        var deployments = rows.stream()
                .map(Planned::deployment)
                .map(Deployment::name)
                .distinct()
                .toList();
        if (deployments.size() != 2) {
            throw new InputException(List.of(new Problem(
                    Location.commandLine(),
                    "-Dassay.order=paired lets two deployments take turns, and the selection leaves "
                            + deployments.size() + ": " + String.join(", ", deployments)
                            + ". Name two with -Dassay.deployment=A,B.")));
        }
        // java.util.Random starts alike for seeds that are near each other.
        var random = new SplittableRandom(seed);
        var pairs = rows.stream()
                .collect(Collectors.groupingBy(
                        planned -> planned.row().name(), LinkedHashMap::new, Collectors.toList()));
        return new Plan(
                pairs.values().stream()
                        .flatMap(pair -> (random.nextBoolean() ? pair : pair.reversed()).stream())
                        .toList(),
                partial);
    }

    /** Returns the cells among the rows, in their order. */
    public List<TestSpec.Cell> cells() {
        return rows.stream()
                .map(Planned::row)
                .filter(TestSpec.Cell.class::isInstance)
                .map(TestSpec.Cell.class::cast)
                .toList();
    }

    /** One row on its deployment. */
    public record Planned(Deployment deployment, TestSpec row) {
        /** Returns the name that tests, reports and messages use: {@code qwen3-32b-nvfp4 c10}. */
        public String name() {
            return deployment.name() + " " + row.name();
        }

        /** Returns the arguments that the row's server is started with. */
        public List<String> serve() {
            var own = row.terms().serve();
            return own == null ? deployment.launch().serve() : own;
        }
    }
}
