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
 * What the command line picks from thresholds.yaml. Its parts combine: a row is measured if every part that is given picks it.
 *
 * @param deployments the only deployments to measure, by name; empty: all of them
 * @param tier the tier to measure, with the rows that name none; absent: all tiers
 * @param cells the only cells to measure, by name, with the protocol of their deployments and no evalset; empty: all rows
 * @param published whether only cells with published figures are picked
 * @param only the only test to run, of a row, of an evalset's limit or of a question; absent: all
 */
public record Selection(
        List<String> deployments,
        @Nullable String tier,
        List<String> cells,
        boolean published,
        @Nullable String only) {
    /** The most rows that a message lists. */
    private static final int MOST_TOLD = 12;

    /** Picks everything. */
    public static final Selection ALL = new Selection(List.of(), null, List.of(), false, null);

    public Selection {
        deployments = List.copyOf(deployments);
        cells = List.copyOf(cells);
    }

    /** Returns whether it says itself which deployment it is about, be it by a test's name. */
    boolean namesRows() {
        return !deployments.isEmpty() || only != null || published;
    }

    /** One part as it was written, and which rows of those that are left it picks. */
    private record Part(String written, UnaryOperator<List<Planned>> picks) {}

    /**
     * Returns the rows that every part picks.
     *
     * @param all the rows of the file
     * @throws InputException if a part names what the file does not have, or leaves nothing of what those before it left
     */
    List<Planned> of(List<Planned> all, List<String> known) {
        var problems = new ArrayList<Problem>();
        checkDeployments(known, problems);
        checkTier(all, problems);
        checkCells(all, problems);
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
                var nothing = part.written + " leaves no row of those that " + String.join(" and ", before) + " leaves";
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
                    left -> withProtocols(left, planned -> planned.row().terms().isIn(tier))));
        }
        if (!cells.isEmpty()) {
            parts.add(new Part(
                    "-Dassay.cells=" + String.join(",", cells),
                    left -> withProtocols(
                            left,
                            planned -> planned.row() instanceof TestSpec.Cell cell && cells.contains(cell.name()))));
        }
        if (published) {
            parts.add(new Part(
                    "-Dassay.replay=modelled",
                    left -> where(
                            left, planned -> planned.row() instanceof TestSpec.Cell cell && cell.published() != null)));
        }
        if (only != null) {
            parts.add(new Part(
                    "-Dassay.only=" + only,
                    left -> where(left, planned -> of(planned, only).isPresent())));
        }
        return parts;
    }

    private static List<Planned> where(List<Planned> rows, Predicate<Planned> picks) {
        return rows.stream().filter(picks).toList();
    }

    /** A deployment's protocol goes with any other of its rows, and never alone. */
    private static List<Planned> withProtocols(List<Planned> rows, Predicate<Planned> picks) {
        var deployments = rows.stream()
                .filter(planned -> !(planned.row() instanceof Protocol) && picks.test(planned))
                .map(Planned::deployment)
                .collect(Collectors.toSet());
        return where(
                rows,
                planned -> planned.row() instanceof Protocol
                        ? deployments.contains(planned.deployment())
                        : picks.test(planned));
    }

    /** Returns what a row is when only one test is run: all of it, one question of it, or nothing. */
    static Optional<Planned> of(Planned planned, String test) {
        var plain = TestName.plain(test);
        if (testsOfAll(planned).map(TestName::plain).anyMatch(plain::equals)) {
            return Optional.of(planned);
        }
        return switch (planned.row()) {
            case Protocol ignored -> Optional.empty();
            case TestSpec.Cell ignored -> Optional.empty();
            case TestSpec.Accuracy accuracy ->
                accuracy.evalset().questions().stream()
                        .filter(question ->
                                TestName.plain(TestName.of(planned, question)).equals(plain))
                        .findFirst()
                        .map(question -> new Planned(planned.deployment(), accuracy.asking(question)));
        };
    }

    /** Returns the names of the tests that need the whole row. */
    private static Stream<String> testsOfAll(Planned planned) {
        var parts = switch (planned.row()) {
            case Protocol ignored -> Stream.of(Protocol.Check.values()).map(check -> TestName.of(planned, check));
            case TestSpec.Cell cell ->
                cell.limits().stream().filter(Limit::added).map(limit -> TestName.of(planned, limit));
            case TestSpec.Accuracy accuracy -> accuracy.limits().stream().map(limit -> TestName.of(planned, limit));
        };
        return Stream.concat(Stream.of(planned.name()), parts);
    }

    private static Stream<String> questions(Planned planned) {
        return switch (planned.row()) {
            case Protocol ignored -> Stream.of();
            case TestSpec.Cell ignored -> Stream.of();
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
                .flatMap(planned -> planned.row().terms().tiers().stream())
                .distinct()
                .sorted()
                .toList();
        if (tier != null && !tiers.contains(tier)) {
            problems.add(problem("-Dassay.tier=" + tier
                    + (tiers.isEmpty()
                            ? ": no row of " + PlanReading.FILE + " names a tier, so leave it out"
                            : ": no row of " + PlanReading.FILE + " is in this tier; there are: "
                                    + String.join(", ", tiers) + SimilarNames.hint(tier, tiers))));
        }
    }

    private void checkCells(List<Planned> all, Collection<Problem> problems) {
        var names = all.stream()
                .map(Planned::row)
                .filter(TestSpec.Cell.class::isInstance)
                .map(TestSpec::name)
                .distinct()
                .toList();
        cells.stream()
                .filter(cell -> !names.contains(cell))
                .map(cell -> problem("-Dassay.cells: " + PlanReading.FILE + " has no cell [" + cell + "]; it has: "
                        + (names.isEmpty() ? "none" : String.join(", ", names)) + SimilarNames.hint(cell, names)))
                .forEach(problems::add);
    }

    private void checkOnly(List<Planned> all, Collection<Problem> problems) {
        if (only == null || all.stream().anyMatch(planned -> of(planned, only).isPresent())) {
            return;
        }
        var tests = all.stream()
                .flatMap(planned -> Stream.concat(testsOfAll(planned), questions(planned)))
                .toList();
        var rows = all.stream().map(Planned::name).toList();
        var told = rows.size() <= MOST_TOLD
                ? "; rows are: " + String.join(", ", rows)
                : "; of the " + rows.size() + " rows of " + PlanReading.FILE + " the nearest are: "
                        + String.join(", ", SimilarNames.nearest(only, rows));
        problems.add(
                problem("-Dassay.only=" + only + ": no test has this name" + told + SimilarNames.hint(only, tests)));
    }

    private static Problem problem(String message) {
        return new Problem(Location.commandLine(), message);
    }
}
