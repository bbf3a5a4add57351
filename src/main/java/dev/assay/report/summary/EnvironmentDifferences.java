package dev.assay.report.summary;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * In what the environments of two runs differ: what may be the reason where their figures do.
 *
 * @param run the directory of the one
 * @param other the directory of the other
 * @param differences in the order of the facts
 */
public record EnvironmentDifferences(String run, String other, List<Difference> differences) {
    /** No two runs are alike in these. */
    private static final Set<String> OF_ONE_RUN = Set.of("format", "time", "resumed");

    public EnvironmentDifferences {
        differences = List.copyOf(differences);
    }

    /** A fact that is not the same in both; what one of them does not have is not recorded. */
    public record Difference(String fact, String here, String there) {}

    /** Compares what two {@code environment.json} say. */
    public static EnvironmentDifferences of(
            String run, Map<String, String> here, String other, Map<String, String> there) {
        var facts = new LinkedHashSet<>(here.keySet());
        facts.addAll(there.keySet());
        facts.removeIf(fact -> OF_ONE_RUN.contains(fact) || fact.endsWith(" startup"));
        var differences = new ArrayList<Difference>();
        for (var fact : facts) {
            if (!Objects.equals(here.get(fact), there.get(fact))) {
                differences.add(new Difference(fact, said(here, fact), said(there, fact)));
            }
        }
        return new EnvironmentDifferences(run, other, differences);
    }

    private static String said(Map<String, String> facts, String fact) {
        return facts.getOrDefault(fact, "not recorded");
    }

    /** Returns a line for a console, and one for each difference below it. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("the environment of " + run
                + (differences.isEmpty() ? " is that of " + other : " differs from that of " + other + " in:"));
        differences.forEach(
                each -> lines.add("  " + each.fact() + ": [" + each.here() + "], there [" + each.there() + "]"));
        return lines;
    }

    /** Returns a page of it. */
    public String page() {
        var lines = new ArrayList<String>();
        lines.add("# Environment: " + Markdown.text(run) + " beside " + Markdown.text(other));
        lines.add("");
        if (differences.isEmpty()) {
            lines.add("They are alike in all that was recorded.");
        } else {
            lines.addAll(Markdown.table(
                    List.of("fact", "this run", "the other"),
                    differences.stream()
                            .map(each -> List.of(each.fact(), each.here(), each.there()))
                            .toList()));
        }
        return String.join("\n", lines) + "\n";
    }
}
