package dev.assay.report.against;

import dev.assay.plan.evalsets.Question;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The questions of a large evalset that are shown alone beside their blocks: all critical ones, and then those that flipped.
 *
 * @param questions the critical ones in the order of the evalset, then those that were lost, then those that were gained
 * @param more how many more flipped, for people; empty if all are shown
 */
public record ShownQuestions(List<Question> questions, Optional<String> more) {
    /** At most so many are shown because they flipped. */
    static final int MOST_FLIPS = 200;

    public ShownQuestions {
        questions = List.copyOf(questions);
    }

    /** Returns those of an evalset. */
    public static ShownQuestions of(List<Question> all, FlippedQuestions flips) {
        var lost = flipped(all, flips.lost().keySet());
        var gained = flipped(all, flips.gained().keySet());
        var shown = Stream.concat(lost.stream(), gained.stream())
                .distinct()
                .limit(MOST_FLIPS)
                .toList();
        return new ShownQuestions(
                Stream.concat(all.stream().filter(Question::critical), shown.stream())
                        .toList(),
                more(without(lost, shown), without(without(gained, lost), shown)));
    }

    private static Optional<String> more(List<Question> lost, List<Question> gained) {
        var all = lost.size() + gained.size();
        return all == 0
                ? Optional.empty()
                : Optional.of(all + " more " + (all == 1 ? "question" : "questions") + " flipped: " + lost.size()
                        + " lost, " + gained.size() + " gained");
    }

    private static List<Question> without(List<Question> all, List<Question> some) {
        var known = new HashSet<>(some);
        return all.stream().filter(question -> !known.contains(question)).toList();
    }

    private static List<Question> flipped(List<Question> all, Set<String> ids) {
        return all.stream()
                .filter(question -> !question.critical() && ids.contains(question.id()))
                .toList();
    }
}
