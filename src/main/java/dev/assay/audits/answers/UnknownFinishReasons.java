package dev.assay.audits.answers;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.recording.Recording;
import dev.assay.trace.FinishReason;
import dev.assay.trace.Trace;
import java.util.Optional;
import java.util.stream.Collectors;

/** The audit of words for the end of an answer that nobody knows: what they mean decides whether it is an answer. */
public final class UnknownFinishReasons {
    private UnknownFinishReasons() {}

    /** Returns the unknown words; nothing where all are known. */
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
                strange.size() + " of " + answers.size() + " answers ended for a reason that is not known here: "
                        + words + ", first " + strange.getFirst().id() + "; they count as whole answers"));
    }

    /** What ended whole gave a reason, unless nobody kept its bytes. */
    private static String reason(Trace trace) {
        var reason = trace.transcript().finishReason();
        return reason == null ? "stop" : reason;
    }
}
