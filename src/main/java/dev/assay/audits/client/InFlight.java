package dev.assay.audits.client;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.figures.times.ReleaseTimes;
import dev.assay.figures.times.RequestsInFlight;
import dev.assay.plan.tests.Pace;
import dev.assay.plan.tests.TestSpec;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.Recording;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Locale;

/**
 * The audit of a closed loop: as many requests were in flight as the load test says: its throttle where it has one, else its concurrency. What is
 * examined is the mean over the time from when the slots were first all taken to when the last request was sent; before and after, a loop
 * cannot be full.
 */
public final class InFlight {
    private static final String NAME = "in flight";

    /** A slot is free for as long as it takes to send the next request; more than a hundredth of the time is a client that lags. */
    private static final double ENOUGH = 0.99;

    private InFlight() {}

    public static Finding of(TestSpec.LoadTest loadTest, Recording recording) {
        return switch (loadTest.pace()) {
            case Pace.Closed closed -> of(closed, recording.measured());
            case Pace.Open ignored ->
                new Finding(
                        NAME, Severity.SOUND, "not applicable: requests come at a rate, however many are in flight");
        };
    }

    private static Finding of(Pace.Closed pace, List<Trace> traces) {
        var planned = pace.inFlight();
        if (traces.size() <= planned) {
            return new Finding(NAME, Severity.SOUND, "one burst of " + traces.size() + ": there is no time to look at");
        }
        var lastSent = traces.stream().mapToLong(Trace::sent).max().orElseThrow();
        var full = RequestsInFlight.firstFull(traces, planned);
        if (full.isEmpty() || full.getAsLong() >= lastSent) {
            return new Finding(NAME, Severity.INVALID, "never were " + planned + " requests in flight");
        }
        var mean = mean(traces, full.getAsLong(), lastSent);
        var text = String.format(Locale.ROOT, "%.3f of %d in flight on average while there was work", mean, planned);
        return mean >= ENOUGH * planned
                ? new Finding(NAME, Severity.SOUND, text)
                : new Finding(
                        NAME,
                        Severity.INVALID,
                        text + "; requests went out "
                                + Unit.MILLISECONDS.format(
                                        ReleaseTimes.lag(pace, traces).mean()) + " late on average");
    }

    /** Returns the mean in flight from {@code start} to {@code end}: the time that all requests together were there, by the time there was. */
    private static double mean(List<Trace> traces, long start, long end) {
        var there = traces.stream()
                .mapToDouble(trace -> Math.max(0, Math.min(trace.ended(), end) - Math.max(trace.sent(), start)))
                .sum();
        return there / (end - start);
    }
}
