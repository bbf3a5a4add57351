package dev.assay.audits.client;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.figures.times.ReleaseTimes;
import dev.assay.figures.times.RequestsInFlight;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.MergedRecord;
import dev.assay.recording.Recording;
import dev.assay.trace.Trace;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The audit of a closed loop: were as many requests in flight as the load test plans, which is its throttle if it has one, otherwise its
 * concurrency? It looks at the mean from the first time that all slots were taken to the last send. Before and after that a loop is not full.
 */
public final class InFlight {
    public static final String NAME = "in flight";

    /** A slot is free while the next request is being sent. If that is more than a hundredth of the time, the client is too slow. */
    private static final double ENOUGH = 0.99;

    private static final double NANOS_PER_SECOND = 1e9;

    private InFlight() {}

    public static Finding of(TestSpec.LoadTest loadTest, Recording recording) {
        return switch (loadTest.pace()) {
            case Pace.Closed closed -> of(closed, recording.measured(), dry(recording));
            case Pace.Open ignored ->
                new Finding(
                        NAME, Severity.SOUND, "not applicable: requests come at a rate, however many are in flight");
        };
    }

    /** The requests of a closed loop that was split are split too, so one shard may have none left while others still have. */
    private static String dry(Recording recording) {
        return recording
                .merged()
                .flatMap(merged -> merged.parts().stream()
                        .filter(part -> part.sent() != null)
                        .min(Comparator.comparingLong(InFlight::lastSent))
                        .map(part -> String.format(
                                Locale.ROOT,
                                "; shard %d sent its last request %.3f s before the last of all",
                                part.shard(),
                                (merged.parts().stream()
                                                        .filter(each -> each.sent() != null)
                                                        .mapToLong(InFlight::lastSent)
                                                        .max()
                                                        .orElseThrow()
                                                - lastSent(part))
                                        / NANOS_PER_SECOND)))
                .orElse("");
    }

    private static long lastSent(MergedRecord.Part part) {
        return Objects.requireNonNull(part.sent()).last();
    }

    private static Finding of(Pace.Closed pace, List<Trace> traces, String dry) {
        var planned = pace.inFlight();
        if (traces.size() <= planned) {
            return new Finding(NAME, Severity.SOUND, "one burst of " + traces.size() + ": there is no time to look at");
        }
        var lastSent = traces.stream().mapToLong(Trace::sent).max().orElseThrow();
        var full = RequestsInFlight.firstFull(traces, planned);
        if (full.isEmpty() || full.getAsLong() >= lastSent) {
            return new Finding(NAME, Severity.INVALID, "there were never " + planned + " requests in flight");
        }
        var mean = RequestsInFlight.mean(traces, full.getAsLong(), lastSent);
        var text = String.format(Locale.ROOT, "%.3f of %d in flight on average while there was work", mean, planned);
        return mean >= ENOUGH * planned
                ? new Finding(NAME, Severity.SOUND, text)
                : new Finding(
                        NAME,
                        Severity.INVALID,
                        text + "; requests went out "
                                + Unit.MILLISECONDS.format(
                                        ReleaseTimes.lag(pace, traces).mean()) + " late on average" + dry);
    }
}
