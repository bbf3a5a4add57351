package dev.assay.audits.answers;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;
import dev.assay.trace.Trace;
import dev.assay.trace.Transcript;

/**
 * The audit "answers within max tokens" of an evalset: no answer is longer than the request allowed. A longer one shows that the server did not
 * follow the request.
 */
public final class AnswerLength {
    private static final String NAME = "answers within max tokens";

    private AnswerLength() {}

    public static Finding of(TestSpec.Accuracy accuracy, Recording recording) {
        var most = accuracy.evalset().maxTokens();
        var answers = recording.measured().stream().filter(Trace::complete).toList();
        var silent = 0;
        for (var answer : answers) {
            var usage = answer.transcript().usage();
            if (usage == null || (usage.completionTokens() == 0 && saysSomething(answer))) {
                silent++;
            } else if (usage.completionTokens() > most) {
                var text = answer.id() + ": " + usage.completionTokens() + " tokens out, the limit is " + most;
                return new Finding(NAME, Severity.INVALID, text);
            }
        }
        return silent == 0
                ? new Finding(NAME, Severity.SOUND, "at most " + most + " tokens out in every complete answer")
                : new Finding(
                        NAME,
                        Severity.NOTE,
                        silent + " of " + answers.size() + " answers do not say how many tokens they have");
    }

    /** Such an answer with a count of 0 tokens has no usable count. */
    private static boolean saysSomething(Trace answer) {
        return answer.transcript().chunks().stream().anyMatch(Transcript.Chunk::output);
    }
}
