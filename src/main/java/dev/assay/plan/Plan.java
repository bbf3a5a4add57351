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
 * What one run will do: the tests in their order, each on its deployment.
 *
 * @param partial whether a selection left tests of the file, or questions of a test, out
 */
public record Plan(List<Planned> tests, boolean partial) {
    public Plan {
        tests = List.copyOf(tests);
    }

    /**
     * Returns the tests that a selection leaves of those that it may pick: of the usual deployments, unless it names another one or a test.
     * Protocols come first, then evalsets, in the order of the file.
     *
     * @throws InputException if the selection names what the file does not have, or leaves nothing
     */
    public static Plan of(Thresholds thresholds, Selection selection) {
        var all = all(thresholds);
        var usual = usual(thresholds, all);
        var tests = selection.of(
                selection.namesTests() ? all : usual,
                thresholds.deployments().stream().map(Deployment::name).toList());
        return new Plan(tests, !tests.equals(usual));
    }

    /**
     * Returns the plan of a run that was made before: what it ran, by the file of today.
     *
     * @param names what it measured: tests, and single questions of an evalset
     * @throws InputException if the file has one of them no longer
     */
    public static Plan ofEarlierRun(Thresholds thresholds, List<String> names) {
        var all = all(thresholds);
        var gone = names.stream()
                .filter(name -> all.stream()
                        .noneMatch(planned -> Selection.of(planned, name).isPresent()))
                .toList();
        if (!gone.isEmpty()) {
            throw new InputException(List.of(new Problem(
                    Location.commandLine(),
                    "-Dassay.run: that run has [" + String.join("], [", gone) + "], which " + PlanReading.FILE
                            + " does not have. Name its directory with -Dassay.directory, or pick tests that the file"
                            + " has with -Dassay.deployment, -Dassay.cells or -Dassay.only.")));
        }
        var tests = all.stream()
                .flatMap(planned -> names.stream().flatMap(name -> Selection.of(planned, name).stream()))
                .toList();
        return new Plan(tests, !tests.equals(usual(thresholds, all)));
    }

    private static List<Planned> all(Thresholds thresholds) {
        return thresholds.deployments().stream()
                .flatMap(deployment -> deployment.tests().stream().map(test -> new Planned(deployment, test)))
                .toList();
    }

    private static List<Planned> usual(Thresholds thresholds, List<Planned> all) {
        return all.stream()
                .filter(planned -> thresholds
                        .defaultDeployments()
                        .contains(planned.deployment().name()))
                .toList();
    }

    /**
     * Returns the plan in which two deployments take turns: each test beside the other's of its name, so that what changes with time, such as
     * a clock that sinks, meets both. Which goes first is drawn for each pair.
     *
     * @throws InputException if the tests are not of two deployments
     */
    public Plan paired(long seed) {
        var deployments = tests.stream()
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
        var pairs = tests.stream()
                .collect(Collectors.groupingBy(
                        planned -> planned.test().name(), LinkedHashMap::new, Collectors.toList()));
        return new Plan(
                pairs.values().stream()
                        .flatMap(pair -> (random.nextBoolean() ? pair : pair.reversed()).stream())
                        .toList(),
                partial);
    }

    /** Returns the load tests among the tests, in their order. */
    public List<TestSpec.LoadTest> loadTests() {
        return tests.stream()
                .map(Planned::test)
                .filter(TestSpec.LoadTest.class::isInstance)
                .map(TestSpec.LoadTest.class::cast)
                .toList();
    }

    /** One test on its deployment. */
    public record Planned(Deployment deployment, TestSpec test) {
        /** Returns the name that tests, reports and messages use: {@code qwen3-32b-nvfp4 c10}. */
        public String name() {
            return deployment.name() + " " + test.name();
        }

        /** Returns the arguments that the row's server is started with. */
        public List<String> serve() {
            var own = test.conditions().serve();
            return own == null ? deployment.launch().serve() : own;
        }
    }
}
