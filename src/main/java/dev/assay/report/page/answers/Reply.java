package dev.assay.report.page.answers;

import dev.assay.accuracy.Outcome;
import dev.assay.accuracy.ScoredQuestion;

/**
 * An answer to a question.
 *
 * @param repeat from 1; 0 if the test has no repeats
 */
record Reply(int repeat, ScoredQuestion scored, Received received) {
    boolean right() {
        return scored.outcome() == Outcome.CORRECT;
    }
}
