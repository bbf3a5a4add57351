package dev.assay.audits.answers;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.recording.Recording;
import dev.assay.trace.Trace;
import dev.assay.trace.choices.FinishReason;
import java.util.Optional;
import java.util.stream.Collectors;

/** The audit of unknown finish reasons: the meaning of a finish reason decides whether an answer is complete. */
public final class UnknownFinishReasons {
    private UnknownFinishReasons() {}

    /** Returns a note with the unknown reasons; empty if all are known. */
    public static Optional<Finding> of(Recording recording) {
        var answers = recording.measured().stream().filter(Trace::complete).toList();
        var strange = answers.stream()
                .filter(trace -> FinishReason.of(reason(trace)) == FinishReason.UNKNOWN)
                .toList();
        if (strange.isEmpty()) {
            return Optional.empty();
        }
        var words = strange.stream()
                .map(UnknownFinishReasons::reason)
                .distinct()
                .map(word -> "[" + word + "]")
                .collect(Collectors.joining(", "));
        return Optional.of(new Finding(
                "finish reasons",
                Severity.NOTE,
                strange.size() + " of " + answers.size() + " answers ended for an unknown reason: " + words + ", first "
                        + strange.getFirst().id() + "; they count as complete answers"));
    }

    /** A complete answer has a reason, unless its bytes were not kept. */
    private static String reason(Trace trace) {
        var reason = trace.transcript().finishReason();
        return reason == null ? "stop" : reason;
    }
}
