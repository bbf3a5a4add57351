package dev.assay.audits.client;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.recording.Recording;
import java.util.Locale;

/**
 * The audit of the number of tokens per event. A server that speculates, or that sends only every few tokens, puts several tokens into one event.
 * Then the gap before an event is not the time of one token. There may be more events than tokens, since a role or an end has its own event.
 */
public final class TokensPerEvent {
    private static final String NAME = "tokens per event";

    private TokensPerEvent() {}

    public static Finding of(Recording recording) {
        var counted = counted(recording);
        if (counted.mean() <= 1) {
            return new Finding(NAME, Severity.SOUND, counted.toString());
        }
        var text = String.format(
                Locale.ROOT,
                "%s, %.2f in one on average: a gap of itl is the time of so many tokens, and tpot that of one",
                counted,
                counted.mean());
        return new Finding(NAME, Severity.NOTE, text);
    }

    /** The number of tokens of all answers, and of the events that brought them. */
    public record Count(long tokens, long events) {
        public double mean() {
            return events == 0 ? 0 : (double) tokens / events;
        }

        @Override
        public String toString() {
            return tokens + " tokens in " + events + " events";
        }
    }

    public static Count counted(Recording recording) {
        var tokens = 0L;
        var events = 0L;
        for (var trace : recording.measured()) {
            var transcript = trace.transcript();
            if (trace.complete() && transcript.usage() != null) {
                tokens += transcript.usage().completionTokens();
                events += transcript.chunks().size();
            }
        }
        return new Count(tokens, events);
    }
}
