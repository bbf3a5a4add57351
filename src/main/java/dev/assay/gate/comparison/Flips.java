package dev.assay.gate.comparison;

import java.util.List;

/**
 * The questions whose outcome is not that of the reference.
 *
 * @param lost the ids of those that only the reference answered rightly, in the order of the evalset
 * @param gained the ids of those that only the test answered rightly
 * @param subjects the same by subject, in the order in which subjects come in the evalset; subjects without a change too
 */
public record Flips(List<String> lost, List<String> gained, List<Subject> subjects) {
    private static final int MOST_NAMED = 3;

    public Flips {
        lost = List.copyOf(lost);
        gained = List.copyOf(gained);
        subjects = List.copyOf(subjects);
    }

    /**
     * The changes among the questions of one subject.
     *
     * @param name {@link dev.assay.plan.evalsets.Question#subject}; of a question that the evalset does not have (any more) {@code other}
     * @param questions how many it has
     */
    public record Subject(String name, int questions, int lost, int gained) {}

    /** Returns the counts with the first ids: {@code 5 lost (add-01, add-02, mul-03, ...), 1 gained (ord-07)}. */
    @Override
    public String toString() {
        return text(lost, "lost") + ", " + text(gained, "gained");
    }

    private static String text(List<String> ids, String what) {
        if (ids.isEmpty()) {
            return "none " + what;
        }
        return ids.size() + " " + what + " ("
                + String.join(", ", ids.subList(0, Math.min(MOST_NAMED, ids.size())))
                + (ids.size() > MOST_NAMED ? ", ..." : "") + ")";
    }
}
