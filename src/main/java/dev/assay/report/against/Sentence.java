package dev.assay.report.against;

import java.util.ArrayList;
import java.util.List;

/** One sentence about two sides. */
final class Sentence {
    private Sentence() {}

    /**
     * Returns who is better at what, by how much, how sure.
     *
     * @param better the figures at which the first side is better, with their changes
     * @param worse those at which it is worse
     * @param open the figures whose interval contains no change
     * @param alone the figures without an interval, because one start of each side says nothing of another start
     * @param unbounded the figures without an interval, because nothing bounds how far they may be off
     */
    static String of(
            String here,
            String there,
            List<String> better,
            List<String> worse,
            List<String> open,
            List<String> alone,
            List<String> unbounded) {
        var parts = new ArrayList<String>();
        if (worse.isEmpty() && better.isEmpty()) {
            parts.add("no difference between " + here + " and " + there + " is sure");
        } else {
            var said = new ArrayList<String>();
            if (!worse.isEmpty()) {
                said.add("worse than " + there + " at " + String.join(", ", worse));
            }
            if (!better.isEmpty()) {
                said.add("better" + (worse.isEmpty() ? " than " + there : "") + " at " + String.join(", ", better));
            }
            parts.add(here + " is " + String.join(" and ", said));
        }
        if (!open.isEmpty()) {
            parts.add("not sure: " + String.join(", ", open));
        }
        if (!alone.isEmpty()) {
            parts.add("without an interval, which needs several starts of the server: " + String.join(", ", alone));
        }
        if (!unbounded.isEmpty()) {
            parts.add("without an interval, because an audit found that they may be off without a bound: "
                    + String.join(", ", unbounded));
        }
        return String.join("; ", parts);
    }
}
