package dev.assay.report.summary;

import dev.assay.report.words.Markdown;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The differences between the environments of two runs: possible reasons why their figures differ.
 *
 * @param run the directory of this run
 * @param other the directory of the run that it is compared with
 * @param differences in the order of the facts
 */
public record EnvironmentDifferences(String run, String other, List<Difference> differences) {
    /** These facts differ between any two runs. */
    private static final Set<String> OF_ONE_RUN = Set.of("format", "time", "resumed");

    /** These facts of a server differ between any two of its starts. */
    private static final List<String> OF_ONE_START = List.of(" startup", " server start");

    public EnvironmentDifferences {
        differences = List.copyOf(differences);
    }

    /** A fact that differs; a run that does not have it shows "not recorded". */
    public record Difference(String fact, String here, String there) {}

    /** Compares two {@code environment.json}. */
    public static EnvironmentDifferences of(
            String run, Map<String, String> here, String other, Map<String, String> there) {
        var facts = new LinkedHashSet<>(here.keySet());
        facts.addAll(there.keySet());
        facts.removeIf(
                fact -> OF_ONE_RUN.contains(fact) || OF_ONE_START.stream().anyMatch(fact::endsWith));
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

    /** Returns a heading and a line for each difference, for a console. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("the environment of " + run
                + (differences.isEmpty()
                        ? " is the same as that of " + other
                        : " differs from that of " + other + " in:"));
        differences.forEach(
                each -> lines.add("  " + each.fact() + ": [" + each.here() + "], there [" + each.there() + "]"));
        return lines;
    }

    /** Returns {@code differences.md}. */
    public String page() {
        var lines = new ArrayList<String>();
        lines.add("# Environment: " + Markdown.text(run) + " compared with " + Markdown.text(other));
        lines.add("");
        if (differences.isEmpty()) {
            lines.add("No recorded fact differs.");
        } else {
            lines.addAll(Markdown.table(
                    List.of("fact", "this run", "the other run"),
                    differences.stream()
                            .map(each -> List.of(each.fact(), each.here(), each.there()))
                            .toList()));
        }
        return String.join("\n", lines) + "\n";
    }
}
