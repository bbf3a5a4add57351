package dev.assay.gate;

import dev.assay.plan.Plan;
import dev.assay.plan.Plan.Planned;
import dev.assay.recording.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a whole run.
 *
 * @param id the run's name, that of its directory
 * @param target what the requests went to
 * @param again whether it judges a run that was made before, and nothing was sent
 * @param plan what was planned, as far as it was selected
 * @param rows what has a verdict
 */
public record RunVerdict(String id, String target, boolean again, Plan plan, List<TestVerdict> rows) {
    public RunVerdict {
        rows = List.copyOf(rows);
    }

    /** A run whose requests were sent, to servers or to recordings. */
    public RunVerdict(String id, String target, Plan plan, List<TestVerdict> rows) {
        this(id, target, false, plan, rows);
    }

    /** Returns the planned rows that have no verdict. A run that has any is not passed. */
    public List<Planned> missing() {
        var missing = new ArrayList<>(plan.rows());
        rows.forEach(row -> missing.remove(row.planned()));
        return List.copyOf(missing);
    }

    /** Returns in what servers were allowed to differ from their deployments, each with the deployment's name before it. */
    public List<String> changes() {
        return rows.stream()
                .flatMap(row -> row.header().flatMap(Recording.Header::changed).stream()
                        .map(change -> row.planned().deployment().name() + " " + change))
                .distinct()
                .toList();
    }

    /** Returns how many rows have each verdict, by its word; those that are only told have words of their own. */
    public Map<String, Integer> counts() {
        var counts = new TreeMap<String, Integer>();
        rows.forEach(row -> counts.merge(row.word(), 1, Integer::sum));
        return counts;
    }
}
