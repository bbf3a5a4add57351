package dev.assay.run.measurement;

import dev.assay.environment.Environment;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.input.InputException;
import dev.assay.input.Location;
import dev.assay.input.Problem;
import dev.assay.plan.Plan;
import dev.assay.plan.Plan.Planned;
import dev.assay.report.RunDirectory;
import dev.assay.report.summary.EnvironmentDifferences;
import dev.assay.report.summary.EnvironmentDifferences.Difference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A run that was killed and is continued. Its environment must not have changed, or one result would contain tests of two different things.
 *
 * @param before the facts of its {@code environment.json}; empty for a new run
 */
public record Resumption(Map<String, String> before) {
    /** A new run. */
    public static final Resumption NONE = new Resumption(Map.of());

    /** The facts of a server that must not have changed, as far as they were known. Arguments may differ from test to test; the plan holds them. */
    private static final List<String> OF_A_SERVER =
            List.of("engine", "model", "version", "start", "image", "image digest", "gpu", "driver", "mig");

    public Resumption {
        before = Map.copyOf(before);
    }

    /**
     * Checks that a run can be continued.
     *
     * @param now the environment now, without the servers: all facts must be the same, except the time
     * @throws InputException with all differences
     */
    public static Resumption of(Path run, Plan plan, Map<String, String> now) {
        var before = RunFacts.environment(run);
        // The facts of servers are compared later, when the servers run.
        var then = new LinkedHashMap<>(before);
        then.keySet().retainAll(now.keySet());
        var differences = new ArrayList<>(differences(then, now));
        differences.addAll(differences(RunFacts.plan(run), RunFacts.plan(RunDirectory.text(plan))));
        if (!differences.isEmpty()) {
            throw new InputException(List.of(new Problem(
                    Location.commandLine(),
                    "-Dassay.resume goes on with " + run
                            + " only where plan and environment are as they were; changed: "
                            + differences.stream().map(Resumption::said).collect(Collectors.joining("; "))
                            + ". Undo that, or measure anew.")));
        }
        return new Resumption(before);
    }

    private static List<Difference> differences(Map<String, String> then, Map<String, String> now) {
        return EnvironmentDifferences.of("", then, "", now).differences();
    }

    private static String said(Difference difference) {
        return difference.fact() + ": [" + difference.here() + "] then, [" + difference.there() + "] now";
    }

    /** Returns why a test cannot be measured: its server is not the one that the other tests of the run were measured on. Empty if it is. */
    Optional<Verdict.Unmeasured> objection(Planned planned, Map<String, String> server) {
        var changed = OF_A_SERVER.stream()
                .flatMap(fact -> changed(planned.deployment().name() + " " + fact, server.get(fact)).stream())
                .collect(Collectors.joining("; "));
        return changed.isEmpty()
                ? Optional.empty()
                : Optional.of(new Verdict.Unmeasured(
                        "the other tests of this run were measured on something else (" + changed + ")",
                        "Serve what was served then, or measure all of it anew, without -Dassay.resume."));
    }

    private Optional<String> changed(String fact, @Nullable String now) {
        var then = before.get(fact);
        return then == null
                        || now == null
                        || then.equals(Environment.UNKNOWN)
                        || Arrays.asList(then.split(" \\| ", -1)).contains(now)
                ? Optional.empty()
                : Optional.of(said(new Difference(fact, then, now)));
    }
}
