package dev.assay.audits.answers;

import dev.assay.accuracy.Answer;
import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;
import dev.assay.trace.Trace;

/** The audit "thinking" of an evalset: the model did or did not think, as the evalset says. Otherwise the accuracy is that of another mode. */
public final class Thinking {
    private static final String NAME = "thinking";

    private Thinking() {}

    public static Finding of(TestSpec.Accuracy accuracy, Recording recording) {
        var answers = recording.measured().stream().filter(Trace::complete).toList();
        var thoughtful = answers.stream()
                .filter(trace -> Answer.of(trace.transcript()).thought())
                .toList();
        var count = thoughtful.size() + " of " + answers.size() + " answers";
        return switch (accuracy.evalset().thinking()) {
            case OFF ->
                thoughtful.isEmpty()
                        ? new Finding(NAME, Severity.SOUND, count + " brought thoughts, asked for was no thinking")
                        : new Finding(
                                NAME,
                                Severity.INVALID,
                                count + " brought thoughts, first "
                                        + thoughtful.getFirst().id() + "; the evalset says `thinking: off`");
            case ON -> {
                var silent = answers.stream()
                        .filter(trace -> !thoughtful.contains(trace))
                        .findFirst();
                var severity =
                        thoughtful.isEmpty() ? Severity.INVALID : silent.isEmpty() ? Severity.SOUND : Severity.NOTE;
                yield new Finding(
                        NAME,
                        severity,
                        count + " brought thoughts"
                                + (severity == Severity.SOUND
                                        ? ", as the evalset asks"
                                        : "; the evalset says `thinking: on`")
                                + (severity == Severity.NOTE
                                        ? ", but "
                                                + silent.map(Trace::id).orElseThrow()
                                                + (answers.size() - thoughtful.size() == 1
                                                        ? " did not think"
                                                        : " and others did not think")
                                        : ""));
            }
            case SERVER ->
                new Finding(
                        NAME,
                        thoughtful.isEmpty() ? Severity.SOUND : Severity.NOTE,
                        count + " brought thoughts; the evalset leaves that to the server");
        };
    }
}
