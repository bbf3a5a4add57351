package dev.assay.starts;

import dev.assay.starts.Difference.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the measurements of one test in several runs may be taken as one set. */
public final class JoinedSets {
    /** So many equal figures are no chance. */
    private static final int FIGURES_OF_A_COPY = 3;

    /** A baseline keeps six digits. */
    private static final double ROUNDING = 1e-5;

    private JoinedSets() {}

    /**
     * Returns why they may not, one sentence without a full stop each; none if they may.
     *
     * @param test the name of the test, for the messages
     * @param runs the set of each run, by the name of the run
     * @param allowed differences that the command line allows
     */
    public static List<String> problems(String test, List<RunSet> runs, Set<Kind> allowed) {
        var problems = new ArrayList<String>();
        for (var i = 1; i < runs.size(); i++) {
            for (var j = 0; j < i; j++) {
                between(test, runs.get(j), runs.get(i)).ifPresent(problems::add);
            }
            unlike(test, runs.getFirst(), runs.get(i), allowed).ifPresent(problems::add);
        }
        return problems;
    }

    private static Optional<String> between(String test, RunSet one, RunSet other) {
        var both = one.name() + " and " + other.name();
        for (var here : one.starts()) {
            for (var there : other.starts()) {
                if (isCopy(here, there)) {
                    return Optional.of(both + " have the same measurement of " + test + " (measured at "
                            + here.measured() + "): a copy is no repeat. Leave out one of them");
                }
            }
        }
        return one.starts().stream()
                .map(MeasuredStart::serverStart)
                .flatMap(Optional::stream)
                .filter(start -> other.starts().stream()
                        .anyMatch(there -> there.serverStart().equals(Optional.of(start))))
                .findFirst()
                .map(start -> both + " measured " + test + " at one start of the server (it started at " + start
                        + "): two runs of one start are no two starts. Restart the server between runs, or leave out"
                        + " one of them");
    }

    /** Returns whether two measurements are the same one: made at the same time, or with the same times. */
    public static boolean isCopy(MeasuredStart here, MeasuredStart there) {
        if (here.measured().equals(there.measured())) {
            return true;
        }
        var common = 0;
        for (var figure : here.values().entrySet()) {
            var other = there.values().get(figure.getKey());
            if (other != null) {
                common++;
                if (!same(figure.getValue().value(), other.value())) {
                    return false;
                }
            }
        }
        return common >= FIGURES_OF_A_COPY;
    }

    private static boolean same(double here, double there) {
        return Math.abs(here - there) <= ROUNDING * Math.max(Math.abs(here), Math.abs(there));
    }

    private static Optional<String> unlike(String test, RunSet first, RunSet other, Set<Kind> allowed) {
        var differences = Difference.between(first, other).stream()
                .filter(difference -> !allowed.contains(difference.kind()))
                .toList();
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(first.name() + " and " + other.name() + " measured " + test + " under other conditions: "
                        + differences.stream()
                                .map(each -> each.fact() + " [" + each.here() + "] and [" + each.there() + "]")
                                .collect(Collectors.joining("; "))
                        + ". Join runs of one server and one plan; compare others with -Dassay.against");
    }
}
