package dev.assay.audits.client;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.figures.times.RequestTimes;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.Recording;
import dev.assay.trace.Trace;
import java.util.Optional;

/** The audit of the client's stamps: each request was sent when it was due or later, and its first token came between sending and the end. */
public final class PlausibleTimes {
    private static final String NAME = "times plausible";
    private static final double NANOS_PER_MS = 1e6;

    private PlausibleTimes() {}

    /** Returns INVALID with the first complete request whose times are impossible; otherwise SOUND. */
    public static Finding of(TestSpec test, Recording recording) {
        return recording.measured().stream()
                .filter(Trace::complete)
                .map(trace -> implausible(test, trace))
                .flatMap(Optional::stream)
                .findFirst()
                .map(text -> new Finding(NAME, Severity.INVALID, text))
                .orElse(new Finding(NAME, Severity.SOUND, "0 < ttft ≤ e2e in every complete request"));
    }

    private static Optional<String> implausible(TestSpec test, Trace trace) {
        var times = RequestTimes.of(trace);
        if (times.isEmpty()) {
            // An empty text is an answer to a question; texts are judged by their log-probabilities.
            return test instanceof TestSpec.Accuracy || test instanceof LogProbabilities
                    ? Optional.empty()
                    : Optional.of(trace.id() + ": a complete answer without output");
        }
        var ttft = times.get().ttft();
        var e2e = times.get().e2e();
        if (trace.scheduled() > trace.sent()) {
            return Optional.of(trace.id() + ": sent " + millis((trace.scheduled() - trace.sent()) / NANOS_PER_MS)
                    + " before it was due");
        }
        var ordered = ttft > 0 && ttft <= e2e && trace.sent() + e2e * NANOS_PER_MS <= trace.ended() + 1;
        return ordered
                ? Optional.empty()
                : Optional.of(trace.id() + ": ttft " + millis(ttft) + ", e2e " + millis(e2e) + ", ended after "
                        + millis((trace.ended() - trace.sent()) / NANOS_PER_MS));
    }

    private static String millis(double value) {
        return Unit.MILLISECONDS.format(value);
    }
}
