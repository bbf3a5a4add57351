package dev.assay.plan;

import dev.assay.input.Problems;
import dev.assay.input.SimilarNames;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Against;
import dev.assay.plan.thresholds.Bound;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks what the limits of a file compare with: it must exist, be the same test, and not lead back in a circle. */
final class ComparedTests {
    /** What two deployments may differ in; this is what they are compared for. */
    private static final Set<String> OF_A_DEPLOYMENT = Set.of("model", "precision", "engine");

    /** What two tests of one deployment may differ in. */
    private static final Set<String> OF_A_LOAD = Set.of("concurrency", TestSpec.Accuracy.DURING);

    private ComparedTests() {}

    /** Checks every reference of the file; problems are reported where the file names it. */
    static void check(List<Deployment> deployments, Problems problems) {
        var byName = new LinkedHashMap<String, Deployment>();
        deployments.forEach(deployment -> byName.put(deployment.name(), deployment));
        var references = new LinkedHashMap<String, List<Against>>();
        for (var deployment : deployments) {
            if (deployment.name().equals(Against.BASELINE)) {
                problems.add(
                        deployment.place(),
                        "a deployment cannot be called [" + Against.BASELINE + "], because 'against: "
                                + Against.BASELINE + "' names what is stored in baselines/");
            }
            for (var test : deployment.tests()) {
                for (var against : ofTests(test)) {
                    checkTest(new Planned(deployment, test), against)
                            .ifPresent(message -> problems.add(against.place(), message));
                }
                for (var against : references(test)) {
                    if (!against.name().equals(deployment.name())) {
                        references
                                .computeIfAbsent(deployment.name(), name -> new ArrayList<>())
                                .add(against);
                    }
                    check(new Planned(deployment, test), against, byName)
                            .ifPresent(message -> problems.add(against.place(), message));
                }
            }
        }
        circles(references, problems);
    }

    /** Returns the deployments that a test is compared with; baselines are none. */
    static List<Against> references(TestSpec test) {
        return test.limits().stream()
                .flatMap(limit ->
                        limit.bound() instanceof Bound.Compared compared ? compared.against().stream() : Stream.empty())
                .filter(against -> !against.isBaseline() && !against.ofTests())
                .distinct()
                .toList();
    }

    /** Returns the other tests of its deployment that a test is compared with. */
    private static List<Against> ofTests(TestSpec test) {
        return test.limits().stream()
                .flatMap(limit ->
                        limit.bound() instanceof Bound.Compared compared ? compared.against().stream() : Stream.empty())
                .filter(Against::ofTests)
                .distinct()
                .toList();
    }

    private static Optional<String> checkTest(Planned planned, Against against) {
        var others = planned.deployment().tests().stream()
                .filter(TestSpec.Accuracy.class::isInstance)
                .filter(test -> !test.name().equals(planned.test().name()))
                .toList();
        var other = others.stream()
                .filter(test -> test.name().equals(against.name()))
                .findFirst();
        if (other.isEmpty()) {
            var names = others.stream().map(TestSpec::name).toList();
            return Optional.of("'against-test' names another evalset test of this deployment, found [" + against.name()
                    + "]; there " + (names.isEmpty() ? "is none" : "are: " + String.join(", ", names))
                    + SimilarNames.hint(against.name(), names));
        }
        if (ofTests(other.get()).stream()
                .anyMatch(back -> back.name().equals(planned.test().name()))) {
            return Optional.of(
                    "'against-test' leads in a circle: " + planned.test().name() + " → " + against.name() + " → "
                            + planned.test().name() + ". Of two tests only one can be the reference");
        }
        return difference(planned, new Planned(planned.deployment(), other.get()), OF_A_LOAD)
                .map(what -> "this test and [" + against.name()
                        + "] cannot be compared, since they ask different things: " + what);
    }

    private static Optional<String> check(Planned planned, Against against, Map<String, Deployment> byName) {
        var other = byName.get(against.name());
        if (other == null) {
            var known = Stream.concat(Stream.of(Against.BASELINE), byName.keySet().stream())
                    .filter(name -> !name.equals(planned.deployment().name()))
                    .toList();
            return Optional.of("'against' names " + Against.BASELINE + " or a deployment of this file, found ["
                    + against.name() + "]" + SimilarNames.hint(against.name(), known));
        }
        if (other.equals(planned.deployment())) {
            return Optional.of("'against' names the deployment itself; for its own earlier runs write 'against: "
                    + Against.BASELINE + "'");
        }
        var same = other.tests().stream()
                .filter(test -> test.name().equals(planned.test().name()))
                .findFirst();
        if (same.isEmpty()) {
            return Optional.of("the deployment '" + other.name() + "' has no test ["
                    + planned.test().name() + "] to compare with: add it there, or compare with another deployment");
        }
        return difference(planned, new Planned(other, same.get()), OF_A_DEPLOYMENT)
                .map(what -> "this test and [" + same.get().name() + "] of '" + other.name()
                        + "' cannot be compared, since they measure different things: " + what);
    }

    /** Returns how the two tests differ in what they request; empty if they request the same. */
    private static Optional<String> difference(Planned here, Planned there, Set<String> allowed) {
        var ours = PlanFacts.of(here);
        var theirs = PlanFacts.of(there);
        var keys = new LinkedHashSet<>(ours.keySet());
        keys.addAll(theirs.keySet());
        keys.removeAll(allowed);
        var differences = keys.stream()
                .filter(key -> !ours.getOrDefault(key, "").equals(theirs.getOrDefault(key, "")))
                .map(key -> key + " [" + ours.getOrDefault(key, "none") + "] here and ["
                        + theirs.getOrDefault(key, "none") + "] there")
                .collect(Collectors.joining("; "));
        return differences.isEmpty() ? Optional.empty() : Optional.of(differences);
    }

    private static void circles(Map<String, List<Against>> references, Problems problems) {
        for (var deployment : references.keySet()) {
            for (var against : new HashSet<>(references.get(deployment))) {
                path(against.name(), deployment, references, List.of(deployment, against.name()))
                        .ifPresent(circle -> problems.add(
                                against.place(),
                                "'against' leads in a circle: " + String.join(" → ", circle)
                                        + ". Of two deployments only one can be the reference"));
            }
        }
    }

    /** Returns a path of references from one deployment to another; empty if there is none. */
    private static Optional<List<String>> path(
            String from, String to, Map<String, List<Against>> references, List<String> walked) {
        if (from.equals(to)) {
            return Optional.of(walked);
        }
        return references.getOrDefault(from, List.of()).stream()
                .map(Against::name)
                .filter(next -> next.equals(to) || !walked.contains(next))
                .flatMap(next ->
                        path(
                                next,
                                to,
                                references,
                                Stream.concat(walked.stream(), Stream.of(next)).toList())
                                .stream())
                .findFirst();
    }
}
