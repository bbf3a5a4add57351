package dev.assay.audits.answers;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.recording.Recording;
import dev.assay.trace.Trace;

/**
 * The audit "model" of every test: each answer names the model that was asked for. A router or a fallback may have sent the request to another
 * model.
 */
public final class AnsweringModel {
    private static final String NAME = "model";

    private AnsweringModel() {}

    public static Finding of(Recording recording) {
        var asked = recording.header().server().get("model");
        if (asked == null) {
            return new Finding(NAME, Severity.NOTE, "the traces do not say which model was asked for");
        }
        var answers = recording.measured().stream().filter(Trace::complete).toList();
        var silent = 0;
        for (var answer : answers) {
            var model = answer.transcript().model();
            if (model == null) {
                silent++;
            } else if (!answer.transcript().answersAs(asked)) {
                return new Finding(
                        NAME,
                        Severity.INVALID,
                        answer.id() + " was answered by [" + model + "], the request asked for [" + asked + "]");
            }
        }
        return silent == 0
                ? new Finding(NAME, Severity.SOUND, "[" + asked + "] answered every complete request")
                : new Finding(
                        NAME,
                        Severity.NOTE,
                        silent + " of " + answers.size() + " answers do not say which model gave them, the"
                                + " request asked for [" + asked + "]");
    }
}
