package dev.assay.plan;

import dev.assay.input.InputException;
import dev.assay.input.Location;
import dev.assay.input.Problem;
import dev.assay.input.SimilarNames;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.tests.Limit;
import dev.assay.plan.tests.Protocol;
import dev.assay.plan.tests.TestSpec;
import dev.assay.plan.thresholds.PlanReading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the command line picks from thresholds.yaml. Its parts combine: a test is measured if every part that is given picks it.
 *
 * @param deployments the only deployments to measure, by name; empty: all of them
 * @param tier the tier to measure, with the tests that name none; absent: all tiers
 * @param loadTests the only load tests to measure, by name, with the protocol of their deployments and no evalset; empty: all tests
 * @param published whether only load tests with published figures are picked
 * @param only the only test to run, of a test, of an evalset's limit or of a question; absent: all
 */
public record Selection(
        List<String> deployments,
        @Nullable String tier,
        List<String> loadTests,
        boolean published,
        @Nullable String only) {
    /** The most tests that a message lists. */
    private static final int MOST_TOLD = 12;

    /** Picks everything. */
    public static final Selection ALL = new Selection(List.of(), null, List.of(), false, null);

    public Selection {
        deployments = List.copyOf(deployments);
        loadTests = List.copyOf(loadTests);
    }

    /** Returns whether it says itself which deployment it is about, be it by a test's name. */
    boolean namesTests() {
        return !deployments.isEmpty() || only != null || published;
    }

    /** One part as it was written, and which tests of those that are left it picks. */
    private record Part(String written, UnaryOperator<List<Planned>> picks) {}

    /**
     * Returns the tests that every part picks.
     *
     * @param all the tests of the file
     * @throws InputException if a part names what the file does not have, or leaves nothing of what those before it left
     */
    List<Planned> of(List<Planned> all, List<String> known) {
        var problems = new ArrayList<Problem>();
        checkDeployments(known, problems);
        checkTier(all, problems);
        checkLoadTests(all, problems);
        checkOnly(all, problems);
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
        var left = narrowed(all);
        return only == null
                ? left
                : left.stream().flatMap(planned -> of(planned, only).stream()).toList();
    }

    private List<Planned> narrowed(List<Planned> all) {
        var left = all;
        var before = new ArrayList<String>();
        for (var part : parts()) {
            left = part.picks.apply(left);
            if (left.isEmpty()) {
                var nothing =
                        part.written + " leaves no test of those that " + String.join(" and ", before) + " leaves";
                throw new InputException(List.of(new Problem(Location.commandLine(), nothing)));
            }
            before.add(part.written);
        }
        return left;
    }

    private List<Part> parts() {
        var parts = new ArrayList<Part>();
        if (!deployments.isEmpty()) {
            parts.add(new Part(
                    "-Dassay.deployment=" + String.join(",", deployments),
                    left -> where(
                            left,
                            planned -> deployments.contains(planned.deployment().name()))));
        }
        if (tier != null) {
            parts.add(new Part(
                    "-Dassay.tier=" + tier,
                    left -> withProtocols(
                            left, planned -> planned.test().conditions().isIn(tier))));
        }
        if (!loadTests.isEmpty()) {
            parts.add(new Part(
                    "-Dassay.cells=" + String.join(",", loadTests),
                    left -> withProtocols(
                            left,
                            planned -> planned.test() instanceof TestSpec.LoadTest loadTest
                                    && loadTests.contains(loadTest.name()))));
        }
        if (published) {
            parts.add(new Part(
                    "-Dassay.replay=modelled",
                    left -> where(
                            left,
                            planned -> planned.test() instanceof TestSpec.LoadTest loadTest
                                    && loadTest.published() != null)));
        }
        if (only != null) {
            parts.add(new Part(
                    "-Dassay.only=" + only,
                    left -> where(left, planned -> of(planned, only).isPresent())));
        }
        return parts;
    }

    private static List<Planned> where(List<Planned> tests, Predicate<Planned> picks) {
        return tests.stream().filter(picks).toList();
    }

    /** A deployment's protocol goes with any other of its tests, and never alone. */
    private static List<Planned> withProtocols(List<Planned> tests, Predicate<Planned> picks) {
        var deployments = tests.stream()
                .filter(planned -> !(planned.test() instanceof Protocol) && picks.test(planned))
                .map(Planned::deployment)
                .collect(Collectors.toSet());
        return where(
                tests,
                planned -> planned.test() instanceof Protocol
                        ? deployments.contains(planned.deployment())
                        : picks.test(planned));
    }

    /** Returns what a test is when only one test is run: all of it, one question of it, or nothing. */
    static Optional<Planned> of(Planned planned, String test) {
        var plain = TestName.plain(test);
        if (testsOfAll(planned).map(TestName::plain).anyMatch(plain::equals)) {
            return Optional.of(planned);
        }
        return switch (planned.test()) {
            case Protocol ignored -> Optional.empty();
            case TestSpec.LoadTest ignored -> Optional.empty();
            case TestSpec.Accuracy accuracy ->
                accuracy.evalset().questions().stream()
                        .filter(question ->
                                TestName.plain(TestName.of(planned, question)).equals(plain))
                        .findFirst()
                        .map(question -> new Planned(planned.deployment(), accuracy.asking(question)));
        };
    }

    /** Returns the names of the tests that need the whole test. */
    private static Stream<String> testsOfAll(Planned planned) {
        var parts = switch (planned.test()) {
            case Protocol ignored -> Stream.of(Protocol.Check.values()).map(check -> TestName.of(planned, check));
            case TestSpec.LoadTest loadTest ->
                loadTest.limits().stream().filter(Limit::added).map(limit -> TestName.of(planned, limit));
            case TestSpec.Accuracy accuracy -> accuracy.limits().stream().map(limit -> TestName.of(planned, limit));
        };
        return Stream.concat(Stream.of(planned.name()), parts);
    }

    private static Stream<String> questions(Planned planned) {
        return switch (planned.test()) {
            case Protocol ignored -> Stream.of();
            case TestSpec.LoadTest ignored -> Stream.of();
            case TestSpec.Accuracy accuracy ->
                accuracy.evalset().questions().stream().map(question -> TestName.of(planned, question));
        };
    }

    private void checkDeployments(List<String> known, Collection<Problem> problems) {
        deployments.stream()
                .filter(deployment -> !known.contains(deployment))
                .map(deployment -> problem("-Dassay.deployment=" + deployment + ": " + PlanReading.FILE
                        + " has no such deployment; it has: " + String.join(", ", known)
                        + SimilarNames.hint(deployment, known)))
                .forEach(problems::add);
    }

    private void checkTier(List<Planned> all, Collection<Problem> problems) {
        var tiers = all.stream()
                .flatMap(planned -> planned.test().conditions().tiers().stream())
                .distinct()
                .sorted()
                .toList();
        if (tier != null && !tiers.contains(tier)) {
            problems.add(problem("-Dassay.tier=" + tier
                    + (tiers.isEmpty()
                            ? ": no test of " + PlanReading.FILE + " names a tier, so leave it out"
                            : ": no test of " + PlanReading.FILE + " is in this tier; there are: "
                                    + String.join(", ", tiers) + SimilarNames.hint(tier, tiers))));
        }
    }

    private void checkLoadTests(List<Planned> all, Collection<Problem> problems) {
        var names = all.stream()
                .map(Planned::test)
                .filter(TestSpec.LoadTest.class::isInstance)
                .map(TestSpec::name)
                .distinct()
                .toList();
        loadTests.stream()
                .filter(loadTest -> !names.contains(loadTest))
                .map(loadTest -> problem("-Dassay.cells: " + PlanReading.FILE + " has no load test [" + loadTest
                        + "]; it has: " + (names.isEmpty() ? "none" : String.join(", ", names))
                        + SimilarNames.hint(loadTest, names)))
                .forEach(problems::add);
    }

    private void checkOnly(List<Planned> all, Collection<Problem> problems) {
        if (only == null || all.stream().anyMatch(planned -> of(planned, only).isPresent())) {
            return;
        }
        var tests = all.stream()
                .flatMap(planned -> Stream.concat(testsOfAll(planned), questions(planned)))
                .toList();
        var planned = all.stream().map(Planned::name).toList();
        var told = planned.size() <= MOST_TOLD
                ? "; tests are: " + String.join(", ", planned)
                : "; of the " + planned.size() + " tests of " + PlanReading.FILE + " the nearest are: "
                        + String.join(", ", SimilarNames.nearest(only, planned));
        problems.add(
                problem("-Dassay.only=" + only + ": no test has this name" + told + SimilarNames.hint(only, tests)));
    }

    private static Problem problem(String message) {
        return new Problem(Location.commandLine(), message);
    }
}
