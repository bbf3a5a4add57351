package dev.assay.report.against;

import dev.assay.gate.comparison.Flips;
import dev.assay.gate.results.TestVerdict;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The questions of an evalset whose outcome is not that of what the evalset is compared with.
 *
 * @param lost the ids of those that are wrong and were right, in the order of the evalset, with the names of what answered them rightly
 * @param gained the ids of those that are right and were wrong, with the names of what answered them wrongly
 */
public record FlippedQuestions(Map<String, Set<String>> lost, Map<String, Set<String>> gained) {
    /** None. */
    public static final FlippedQuestions NONE = new FlippedQuestions(Map.of(), Map.of());

    /**
     * Returns the questions that flipped against the references of the test's limits, and against what the run is compared with.
     *
     * @param beside the test beside what the run is compared with; empty if it is compared with nothing
     * @param other the name of that
     */
    public static FlippedQuestions of(TestVerdict test, Optional<ComparedPair.Compared> beside, String other) {
        var lost = new LinkedHashMap<String, Set<String>>();
        var gained = new LinkedHashMap<String, Set<String>>();
        var known = new LinkedHashSet<String>();
        test.limits().stream()
                .flatMap(limit -> Stream.ofNullable(limit.compared()))
                .filter(compared -> compared.flips().isPresent() && known.add(compared.with()))
                .forEach(compared -> {
                    add(compared.flips().map(Flips::lost).orElseThrow(), compared.with(), lost);
                    add(compared.flips().map(Flips::gained).orElseThrow(), compared.with(), gained);
                });
        beside.flatMap(ComparedPair.Compared::answers)
                .filter(change -> known.add(other))
                .ifPresent(change -> {
                    add(change.lost(), other, lost);
                    add(change.gained(), other, gained);
                });
        return new FlippedQuestions(lost, gained);
    }

    private static void add(List<String> ids, String with, Map<String, Set<String>> questions) {
        ids.forEach(id ->
                questions.computeIfAbsent(id, key -> new LinkedHashSet<>()).add(with));
    }

    /** Returns what became of a question, to stand before its outcome: {@code lost against bf16: was right, now }; empty if it did not flip. */
    public String before(String id) {
        if (lost.containsKey(id)) {
            return "lost against " + String.join(" and ", lost.get(id)) + ": was right, now ";
        }
        return gained.containsKey(id)
                ? "gained against " + String.join(" and ", gained.get(id)) + ": was wrong, now "
                : "";
    }
}
