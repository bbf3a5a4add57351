package dev.assay.audits.answers;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;
import dev.assay.trace.Trace;
import java.util.Optional;

/**
 * The audit of events that came twice or in another order than the server made them: output after the finish reason, or more events with output than the
 * answer has tokens. Nothing else of a stream shows it, because its events have no numbers.
 */
public final class EventsInOrder {
    private EventsInOrder() {}

    /** Returns the first answer with such events; empty if there is none. */
    public static Optional<Finding> of(TestSpec test, Recording recording) {
        return recording.measured().stream()
                .filter(Trace::complete)
                .flatMap(trace -> objection(test, trace).map(why -> trace.id() + ": " + why).stream())
                .findFirst()
                .map(why -> new Finding("events in order", Severity.INVALID, why));
    }

    private static Optional<String> objection(TestSpec test, Trace trace) {
        var outputs = 0;
        var finished = false;
        for (var chunk : trace.transcript().chunks()) {
            if (chunk.output() && finished) {
                return Optional.of("output came after the finish reason, so events came twice or in another order");
            }
            outputs += chunk.output() ? 1 : 0;
            finished |= chunk.finish();
        }
        var usage = trace.transcript().usage();
        // In a chat, one token may end the reasoning and begin the text, or a call.
        return test instanceof TestSpec.LoadTest && usage != null && outputs > usage.completionTokens()
                ? Optional.of(outputs + " events of output, and " + usage.completionTokens()
                        + " tokens by the server's count, so events came twice")
                : Optional.empty();
    }
}
