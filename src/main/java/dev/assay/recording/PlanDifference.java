package dev.assay.recording;

import dev.assay.input.FlatFacts;
import dev.assay.input.InputFile;
import dev.assay.input.Json;
import dev.assay.input.Problems;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What differs first between two plans, as {@code plan.json} has them. */
public final class PlanDifference {
    private static final Pattern TEST =
            Pattern.compile("rows \\[(?<test>.*?)] (?:(?<plan>plan )|(?<limit>limits ))?(?<fact>.*)");

    private PlanDifference() {}

    /**
     * Returns the first difference in words: {@code smollm2-135m c4, requests [40] and [60], and 2 more}. Empty if there is none, or if one of the texts is no plan.
     */
    public static Optional<String> of(String one, String other) {
        var here = facts(one);
        var there = facts(other);
        var names = new LinkedHashSet<>(here.keySet());
        names.addAll(there.keySet());
        // All facts of a test that one plan does not have are one difference.
        var different = names.stream()
                .filter(name -> !here.getOrDefault(name, "").equals(there.getOrDefault(name, "")))
                .map(name -> said(name, here, there))
                .distinct()
                .toList();
        return here.isEmpty() || there.isEmpty()
                ? Optional.empty()
                : different.stream()
                        .findFirst()
                        .map(first ->
                                first + (different.size() == 1 ? "" : ", and " + (different.size() - 1) + " more"))
                        .or(() -> one.equals(other) ? Optional.empty() : Optional.of("the order of tests or limits"));
    }

    private static Map<String, String> facts(String text) {
        var problems = new Problems();
        var nodes = Json.read(new InputFile("plan.json", text, ""), problems);
        return problems.found().isEmpty() ? FlatFacts.of(nodes) : Map.of();
    }

    private static String said(String name, Map<String, String> here, Map<String, String> there) {
        var test = TEST.matcher(name);
        var values = " [" + here.getOrDefault(name, "none") + "] and [" + there.getOrDefault(name, "none") + "]";
        if (!test.matches()) {
            return name + values;
        }
        var own = "rows [" + test.group("test") + "] ";
        if (!has(here, own)) {
            return "test " + test.group("test") + " [not planned] and [planned]";
        }
        if (!has(there, own)) {
            return "test " + test.group("test") + " [planned] and [not planned]";
        }
        return test.group("test") + ", " + (test.group("limit") == null ? "" : "limit ") + test.group("fact") + values;
    }

    private static boolean has(Map<String, String> plan, String test) {
        return plan.keySet().stream().anyMatch(fact -> fact.startsWith(test));
    }
}
