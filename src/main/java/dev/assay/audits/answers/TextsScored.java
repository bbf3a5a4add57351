package dev.assay.audits.answers;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.figures.texts.TextScores;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.recording.Recording;

/** The audit of log-probabilities: each token of each text but the first has one that a probability can have. */
public final class TextsScored {
    private TextsScored() {}

    /** Checks the log-probabilities of all texts. */
    public static Finding of(LogProbabilities test, Recording recording) {
        var scores = TextScores.of(test, recording);
        var texts = test.texts().texts().size();
        var unscored = scores.unscored();
        return new Finding(
                "log-probabilities",
                unscored.isEmpty() ? Severity.SOUND : Severity.INVALID,
                unscored.isEmpty()
                        ? "all " + scores.tokens() + " tokens of " + texts + " texts after the first of each have one"
                        : unscored.size() + " of " + texts + " texts have none that can be used, first "
                                + unscored.getFirst());
    }
}
