package dev.assay.gate.results;

import dev.assay.plan.Plan;
import dev.assay.plan.Plan.Planned;
import dev.assay.recording.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The verdicts of a whole run.
 *
 * @param id the name of the run and of its directory
 * @param target what the requests went to
 * @param again whether an earlier run is judged again and nothing was sent
 * @param plan the selected tests
 * @param tests the tests that have a verdict
 */
public record RunVerdict(String id, String target, boolean again, Plan plan, List<TestVerdict> tests) {
    public RunVerdict {
        tests = List.copyOf(tests);
    }

    /** A run whose requests were sent, to servers or to recordings. */
    public RunVerdict(String id, String target, Plan plan, List<TestVerdict> tests) {
        this(id, target, false, plan, tests);
    }

    /** Returns the planned tests that have no verdict. A run with such a test has not passed. */
    public List<Planned> missing() {
        var missing = new ArrayList<>(plan.tests());
        tests.forEach(test -> missing.remove(test.planned()));
        return List.copyOf(missing);
    }

    /** Returns how servers were allowed to differ from their deployments, each after the name of the deployment. */
    public List<String> changes() {
        return tests.stream()
                .flatMap(test -> test.header().flatMap(Recording.Header::changed).stream()
                        .map(change -> test.planned().deployment().name() + " " + change))
                .distinct()
                .toList();
    }

    /** Returns how many tests have each verdict, by its word. Tolerated verdicts have words of their own. */
    public Map<String, Integer> counts() {
        var counts = new TreeMap<String, Integer>();
        tests.forEach(test -> counts.merge(test.word(), 1, Integer::sum));
        return counts;
    }
}
