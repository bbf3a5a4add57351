package dev.assay.report.page.answers;

import dev.assay.plan.evalsets.Question;
import java.util.List;

/**
 * A question as one test asked it.
 *
 * @param replies one of each measurement; at least one
 * @param lost the names of what answered it rightly, while this test did not
 * @param gained the names of what answered it wrongly, while this test did not
 */
record QuestionRow(AskedTest of, Question question, List<Reply> replies, List<String> lost, List<String> gained) {
    QuestionRow {
        replies = List.copyOf(replies);
        lost = List.copyOf(lost);
        gained = List.copyOf(gained);
    }

    /** Returns whether it is not right, or flipped: what a reader looks at first. */
    boolean isTelling() {
        return !lost.isEmpty() || !gained.isEmpty() || replies.stream().anyMatch(reply -> !reply.right());
    }

    /** Returns its place among those that a page without a script shows if it has no room for all; the lowest first. */
    int rank() {
        var wrong = replies.stream().anyMatch(reply -> !reply.right());
        if (question.critical() && wrong) {
            return 0;
        }
        return !lost.isEmpty() ? 1 : !gained.isEmpty() ? 2 : 3;
    }
}
