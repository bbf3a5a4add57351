package dev.assay.plan;

import dev.assay.input.InputException;
import dev.assay.input.Location;
import dev.assay.input.Problem;
import dev.assay.input.SimilarNames;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Bound;
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
 * The tests that the command line picks from thresholds.yaml. A test is measured if every given option picks it.
 *
 * @param deployments names of the deployments to measure; empty: all of them
 * @param tier the tier to measure, together with the tests that name no tier; absent: all tiers
 * @param loadTests names of the load tests to measure, together with the protocol tests of their deployments, and no evalset; empty: all tests
 * @param published whether to pick only load tests with published figures
 * @param only the name of the only test to run: of a planned test, or of one of its JUnit tests (a limit, a check, a question or a block of questions); absent: all tests
 */
public record Selection(
        List<String> deployments,
        @Nullable String tier,
        List<String> loadTests,
        boolean published,
        @Nullable String only) {
    /** A message lists at most this many tests. */
    private static final int MOST_LISTED = 12;

    /** Picks everything. */
    public static final Selection ALL = new Selection(List.of(), null, List.of(), false, null);

    public Selection {
        deployments = List.copyOf(deployments);
        loadTests = List.copyOf(loadTests);
    }

    /** Returns whether it picks from all deployments, and not only from the default ones. */
    boolean picksFromAllDeployments() {
        return !deployments.isEmpty() || only != null || published;
    }

    /** One option as it was written, and the tests that it picks from a list of tests. */
    private record Option(String written, UnaryOperator<List<Planned>> picks) {}

    /**
     * Returns the tests that every option picks.
     *
     * @param all the tests of the file
     * @throws InputException if an option names something that the file does not have, or picks none of the tests that the options before it pick
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
        for (var option : options()) {
            left = option.picks.apply(left);
            if (left.isEmpty()) {
                var nothing = option.written + " picks none of the tests that " + String.join(" and ", before)
                        + (before.size() == 1 ? " picks" : " pick");
                throw new InputException(List.of(new Problem(Location.commandLine(), nothing)));
            }
            before.add(option.written);
        }
        return left;
    }

    private List<Option> options() {
        var options = new ArrayList<Option>();
        if (!deployments.isEmpty()) {
            options.add(new Option(
                    "-Dassay.deployment=" + String.join(",", deployments),
                    left -> where(
                            left,
                            planned -> deployments.contains(planned.deployment().name()))));
        }
        if (tier != null) {
            options.add(new Option(
                    "-Dassay.tier=" + tier,
                    left -> withProtocols(
                            left, planned -> planned.test().conditions().isIn(tier))));
        }
        if (!loadTests.isEmpty()) {
            options.add(new Option(
                    "-Dassay.cells=" + String.join(",", loadTests),
                    left -> withProtocols(
                            left,
                            planned -> planned.test() instanceof TestSpec.LoadTest loadTest
                                    && loadTests.contains(loadTest.name()))));
        }
        if (published) {
            options.add(new Option(
                    "-Dassay.replay=modelled",
                    left -> where(
                            left,
                            planned -> planned.test() instanceof TestSpec.LoadTest loadTest
                                    && loadTest.published() != null)));
        }
        if (only != null) {
            options.add(new Option(
                    "-Dassay.only=" + only,
                    left -> where(left, planned -> of(planned, only).isPresent())));
        }
        return options;
    }

    private static List<Planned> where(List<Planned> tests, Predicate<Planned> picks) {
        return tests.stream().filter(picks).toList();
    }

    /** Returns the tests that are picked, with the protocol tests of their deployments. A protocol test is not picked alone. */
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

    /** Returns what must be measured of a planned test so that the test of this name has a verdict: all of it, one question, a block of questions, or nothing. */
    static Optional<Planned> of(Planned planned, String test) {
        var plain = TestName.plain(test);
        if (namesOfWholeTests(planned).map(TestName::plain).anyMatch(plain::equals)) {
            return Optional.of(planned);
        }
        return switch (planned.test()) {
            case Protocol ignored -> Optional.empty();
            case LogProbabilities ignored -> Optional.empty();
            case TestSpec.LoadTest ignored -> Optional.empty();
            case TestSpec.Accuracy accuracy ->
                accuracy.evalset().questions().stream()
                        .filter(question ->
                                TestName.plain(TestName.of(planned, question)).equals(plain))
                        .findFirst()
                        .map(List::of)
                        .or(() -> blocks(accuracy)
                                .filter(block -> TestName.plain(TestName.of(planned, block))
                                        .equals(plain))
                                .findFirst()
                                .map(QuestionBlock::questions))
                        .map(questions -> new Planned(planned.deployment(), accuracy.picking(questions)));
        };
    }

    /** Returns the names of the JUnit tests that need the whole planned test, its own name first. */
    private static Stream<String> namesOfWholeTests(Planned planned) {
        var parts = switch (planned.test()) {
            case Protocol ignored -> Stream.of(Protocol.Check.values()).map(check -> TestName.of(planned, check));
            case TestSpec.LoadTest loadTest ->
                Stream.concat(
                        loadTest.limits().stream().filter(Limit::added).map(limit -> TestName.of(planned, limit)),
                        ratiosTo(planned));
            case LogProbabilities texts -> texts.limits().stream().map(limit -> TestName.of(planned, limit));
            case TestSpec.Accuracy accuracy ->
                Stream.concat(
                        accuracy.limits().stream().map(limit -> TestName.of(planned, limit)),
                        blocks(accuracy).limit(1).map(block -> TestName.ofMoreFlips(planned)));
        };
        return Stream.concat(Stream.of(planned.name()), parts);
    }

    /** Returns the names of the ratios that divide by a figure of this load test: each needs both load tests. */
    private static Stream<String> ratiosTo(Planned planned) {
        return planned.deployment().tests().stream()
                .flatMap(test -> test.limits().stream()
                        .filter(limit -> limit.bound() instanceof Bound.Ratio ratio
                                && ratio.other().equals(planned.test().name()))
                        .map(limit -> TestName.of(new Planned(planned.deployment(), test), limit)));
    }

    private static Stream<QuestionBlock> blocks(TestSpec.Accuracy accuracy) {
        return QuestionBlock.of(accuracy.evalset()).stream();
    }

    /** Returns the names of the JUnit tests that need only some questions of an evalset. */
    private static Stream<String> questions(Planned planned) {
        return switch (planned.test()) {
            case Protocol ignored -> Stream.of();
            case LogProbabilities ignored -> Stream.of();
            case TestSpec.LoadTest ignored -> Stream.of();
            case TestSpec.Accuracy accuracy ->
                Stream.concat(
                        accuracy.evalset().questions().stream().map(question -> TestName.of(planned, question)),
                        blocks(accuracy).map(block -> TestName.of(planned, block)));
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
                            ? ": no test of " + PlanReading.FILE + " names a tier, so remove this option"
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
                .flatMap(planned -> Stream.concat(namesOfWholeTests(planned), questions(planned)))
                .toList();
        var planned = all.stream().map(Planned::name).toList();
        var names = planned.size() <= MOST_LISTED
                ? ". The tests are: " + String.join(", ", planned)
                : ". Of the " + planned.size() + " tests of " + PlanReading.FILE
                        + ", the names most similar to it are: "
                        + String.join(", ", SimilarNames.nearest(only, planned));
        problems.add(
                problem("-Dassay.only=" + only + ": no test has this name" + names + SimilarNames.hint(only, tests)));
    }

    private static Problem problem(String message) {
        return new Problem(Location.commandLine(), message);
    }
}
