package dev.assay.plan;

import dev.assay.input.InputException;
import dev.assay.input.Location;
import dev.assay.input.Problem;
import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.PlanReading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * The plan of one run: its tests in their order, each on its deployment.
 *
 * @param partial whether the selection left out tests of the file, or questions of an evalset
 */
public record Plan(List<Planned> tests, boolean partial) {
    public Plan {
        tests = List.copyOf(tests);
    }

    /**
     * Returns the plan of the tests that a selection picks. It picks from the default deployments, unless it names a deployment or a test. The tests of a deployment are the protocol test, then evalsets, then load tests, each in the order of the file.
     *
     * @throws InputException if the selection names something that the file does not have, or picks nothing
     */
    public static Plan of(Thresholds thresholds, Selection selection) {
        var all = all(thresholds);
        var defaults = defaults(thresholds, all);
        var tests = selection.of(
                selection.picksFromAllDeployments() ? all : defaults,
                thresholds.deployments().stream().map(Deployment::name).toList());
        return new Plan(withBothTests(tests), !tests.equals(defaults));
    }

    /**
     * Returns the plan of an earlier run: its tests, as thresholds.yaml describes them now.
     *
     * @param names the names of what the run measured: tests, and single questions or blocks of an evalset
     * @throws InputException if the file no longer has one of them
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
                    "-Dassay.run: that run measured [" + String.join("], [", gone) + "], which " + PlanReading.FILE
                            + " does not have. Name its directory with -Dassay.directory, or pick tests that the file"
                            + " has with -Dassay.deployment, -Dassay.cells or -Dassay.only.")));
        }
        var tests = all.stream()
                .flatMap(planned -> names.stream().flatMap(name -> Selection.of(planned, name).stream()))
                .toList();
        return new Plan(withBothTests(tests), !tests.equals(defaults(thresholds, all)));
    }

    /** Takes out the ratios of which one load test is not planned. */
    private static List<Planned> withBothTests(List<Planned> tests) {
        return tests.stream()
                .map(planned -> planned.test() instanceof TestSpec.LoadTest loadTest
                        ? new Planned(
                                planned.deployment(),
                                loadTest.with(loadTest.limits().stream()
                                        .filter(limit -> has(tests, planned.deployment(), limit))
                                        .toList()))
                        : planned)
                .toList();
    }

    /** Returns whether the other load test of a ratio is planned; true for a limit of another form. */
    private static boolean has(List<Planned> tests, Deployment deployment, Limit limit) {
        return !(limit.bound() instanceof Bound.Ratio ratio)
                || tests.stream()
                        .anyMatch(planned -> planned.deployment().name().equals(deployment.name())
                                && planned.test().name().equals(ratio.other()));
    }

    /** Returns the ratios that are not judged, since one of their load tests is not selected; a sentence each. */
    public List<String> unjudgedRatios() {
        return tests.stream()
                .flatMap(planned -> planned.deployment().tests().stream()
                        .filter(test -> test.name().equals(planned.test().name()))
                        .flatMap(test -> test.limits().stream())
                        .filter(limit -> !has(tests, planned.deployment(), limit))
                        .map(limit -> TestName.of(planned, limit)
                                + " is not judged, since only one of its load tests is" + " selected"))
                .toList();
    }

    private static List<Planned> all(Thresholds thresholds) {
        return thresholds.deployments().stream()
                .flatMap(deployment -> deployment.tests().stream().map(test -> new Planned(deployment, test)))
                .toList();
    }

    private static List<Planned> defaults(Thresholds thresholds, List<Planned> all) {
        return all.stream()
                .filter(planned -> thresholds
                        .defaultDeployments()
                        .contains(planned.deployment().name()))
                .toList();
    }

    /**
     * Returns the plan in which two deployments take turns: tests of the same name run one after the other, so that slow changes of the machine, such as a falling clock rate, affect both deployments alike. Which deployment goes first is drawn for each pair.
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
                    "-Dassay.order=paired lets two deployments take turns, but the selection picks "
                            + deployments.size() + ": " + String.join(", ", deployments)
                            + ". Name two deployments with -Dassay.deployment=A,B.")));
        }
        // java.util.Random would start with similar values for similar seeds.
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

    /** Returns the plan in which every load test and every evalset is measured so often. */
    public Plan repeated(int times) {
        return new Plan(
                tests.stream()
                        .map(planned ->
                                new Planned(planned.deployment(), planned.test().repeated(times)))
                        .toList(),
                partial);
    }

    /**
     * Returns the deployment that all others of the plan have a limit against, and that is measured with them; empty if there is no such deployment, or more
     * than one.
     */
    public Optional<String> reference() {
        var names = tests.stream().map(planned -> planned.deployment().name()).collect(Collectors.toSet());
        var candidates = names.stream()
                .filter(name -> names.size() > 1
                        && names.stream()
                                .filter(other -> !other.equals(name))
                                .allMatch(other -> isAgainst(other, name)))
                .toList();
        return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
    }

    private boolean isAgainst(String deployment, String reference) {
        return tests.stream()
                .filter(planned -> planned.deployment().name().equals(deployment))
                .flatMap(planned -> ComparedTests.references(planned.test()).stream())
                .anyMatch(against -> against.name().equals(reference));
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

        /** That of the name, which is unique in a plan: the hash of all questions of an evalset takes long, and each JUnit test asks for it. */
        @Override
        public int hashCode() {
            return name().hashCode();
        }

        /** Returns the arguments of the serve command that starts the test's server. */
        public List<String> serve() {
            var own = test.conditions().serve();
            return own == null ? deployment.launch().serve() : own;
        }
    }
}
