package dev.assay.run.references;

import dev.assay.baseline.Baseline;
import dev.assay.baseline.BaselineReader;
import dev.assay.baseline.BaselineTest;
import dev.assay.baseline.Drift;
import dev.assay.gate.comparison.Reference;
import dev.assay.gate.comparison.References;
import dev.assay.input.InputException;
import dev.assay.input.Problem;
import dev.assay.plan.Plan;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Against;
import dev.assay.plan.thresholds.Bound;
import dev.assay.replay.Tape;
import dev.assay.starts.Difference.Kind;
import dev.assay.starts.RunSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * References that were stored before: the baseline of a deployment; of another deployment its recordings if recordings are judged, or else its baseline.
 * One that is not like the test is none.
 */
public final class StoredReferences implements References {
    private final Path directory;
    private final Optional<Path> tapes;
    private final List<Deployment> deployments;
    private final Set<Kind> allowed;
    private final String write;
    private final Map<String, Optional<Baseline>> baselines = new HashMap<>();
    private final Map<Planned, RecordedSet> recorded = new HashMap<>();

    /**
     * @param directory the directory of thresholds.yaml, beside {@code baselines/}
     * @param tapes the folder of recordings; empty: recordings are not judged
     * @param deployments all deployments of thresholds.yaml
     * @param allowed in what a reference may differ from a test
     * @param write the options that write the baseline of what is measured now
     */
    public StoredReferences(
            Path directory, Optional<Path> tapes, List<Deployment> deployments, Set<Kind> allowed, String write) {
        this.directory = directory;
        this.tapes = tapes;
        this.deployments = List.copyOf(deployments);
        this.allowed = Set.copyOf(allowed);
        this.write = write;
    }

    /** Returns what is wrong with the baselines that the limits of a plan compare with. */
    public static List<Problem> problems(Path directory, Plan plan) {
        return plan.tests().stream()
                .flatMap(planned -> against(planned.test().limits())
                        .map(against ->
                                against.isBaseline() ? planned.deployment().name() : against.name()))
                .distinct()
                .flatMap(deployment -> problems(directory, deployment))
                .toList();
    }

    private static Stream<Problem> problems(Path directory, String deployment) {
        try {
            BaselineReader.of(directory, deployment);
            return Stream.empty();
        } catch (InputException e) {
            return e.problems().stream();
        }
    }

    private static Stream<Against> against(List<Limit> limits) {
        return limits.stream()
                .flatMap(limit -> limit.bound() instanceof Bound.Compared compared
                        ? compared.against().stream()
                        : Stream.empty());
    }

    @Override
    public Reference of(Planned planned, Against against, RunSet measured) {
        if (against.isBaseline()) {
            var deployment = planned.deployment().name();
            return accepted(deployment, planned.test().name())
                    .map(test -> LikeReference.stored(measured, test.set("its baseline"), allowed))
                    .orElseGet(() -> missing(deployment, planned.test().name(), against.first()));
        }
        return ofAnother(planned, against.name(), measured);
    }

    private Reference missing(String deployment, String test, boolean first) {
        var file = Baseline.file(deployment);
        var reason = baseline(deployment).isPresent()
                ? file + " has no baseline of [" + test + "]"
                : "it has no baseline yet (no " + file + ")";
        var remedy = "Accept a sound run as its baseline with " + write + ".";
        return first ? new Reference.First(reason, remedy) : new Reference.Missing(reason, remedy);
    }

    private Reference ofAnother(Planned planned, String name, RunSet measured) {
        var other = deployments.stream()
                .filter(deployment -> deployment.name().equals(name))
                .flatMap(deployment -> deployment.tests().stream()
                        .filter(test -> test.name().equals(planned.test().name()))
                        .map(test -> new Planned(deployment, test)))
                .findFirst();
        var may = LikeReference.ofDeployments(allowed);
        return other.flatMap(this::recorded)
                .map(set -> switch (set) {
                    case RecordedSet.Read read -> LikeReference.stored(measured, read.set(), may);
                    case RecordedSet.Unreadable no ->
                        new Reference.Missing(
                                "the recording of " + name + " cannot be used, since " + no.reason(), no.remedy());
                })
                .or(() -> accepted(name, planned.test().name())
                        .map(test -> LikeReference.stored(measured, test.set("the baseline of " + name), may)))
                .orElseGet(() -> new Reference.Missing(
                        "nothing was measured of " + name
                                + " that it could be compared with (this run does not measure it, and"
                                + " there is no " + (tapes.isPresent() ? "recording and no " : "")
                                + Baseline.file(name) + " with ["
                                + planned.test().name() + "])",
                        "Measure both in one run with -Dassay.deployment="
                                + planned.deployment().name() + "," + name + ", or accept a run of " + name
                                + " as its baseline with -Dassay.baseline=write."));
    }

    /** Returns the recordings of a test in {@code tapes/}; empty if there are none, or if recordings are not judged. */
    private Optional<RecordedSet> recorded(Planned other) {
        return tapes.flatMap(folder -> {
            var files = Tape.repeats(
                            folder, other.deployment().name(), other.test().name())
                    .all();
            return files.isEmpty()
                    ? Optional.empty()
                    : Optional.of(recorded.computeIfAbsent(
                            other,
                            each -> RecordedSet.read(
                                    each, files, each.deployment().name())));
        });
    }

    /** Returns the accepted measurements of a test; empty if there are none. */
    public Optional<BaselineTest> accepted(String deployment, String test) {
        return baseline(deployment).flatMap(baseline -> baseline.test(test));
    }

    private Optional<Baseline> baseline(String deployment) {
        return baselines.computeIfAbsent(deployment, name -> BaselineReader.of(directory, name));
    }

    /** Returns what a person should know of the baselines that a test is compared with: that they drifted, or are no longer the first. */
    public List<String> warnings(Planned planned) {
        var warnings = new ArrayList<String>();
        for (var limit : planned.test().limits()) {
            var against =
                    limit.bound() instanceof Bound.Compared compared ? compared.against() : Optional.<Against>empty();
            if (against.isEmpty() || !against.get().isBaseline()) {
                continue;
            }
            accepted(planned.deployment().name(), planned.test().name()).ifPresent(test -> {
                Drift.of(limit, test).ifPresent(drift -> warnings.add(planned.name() + ": " + drift));
                if (against.get().first()) {
                    warnings.add(limit.place() + ": " + planned.name()
                            + " has a baseline now; remove 'first: true', or a lost"
                            + " baseline would not be noticed");
                }
            });
        }
        return warnings;
    }
}
