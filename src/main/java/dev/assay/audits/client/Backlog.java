package dev.assay.audits.client;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.audits.shards.ShardClocks;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.Schedule;
import dev.assay.recording.Recording;
import dev.assay.stats.PoissonCount;
import dev.assay.trace.Trace;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The audit of a load test at a rate: does the server finish as many requests as arrive? If not, requests pile up and each waits longer than
 * the one before, so a limit on their times would depend on how long the test is.
 *
 * <p>The audit looks at the time from when the first tenth of the requests at the full rate has ended, since a server fills up at first, until
 * the last request is due. A server that is exactly as fast as the rate finishes in that time about as many requests as arrive. The server
 * does not keep up if so few ended that a Poisson count of that mean gives as few in less than 1 of 1000 cases. For a faster server, whose
 * queue is empty now and then, a false alarm is much rarer still. The mean is the smaller of the requests that arrived and of rate × time, so
 * that a burst in the schedule causes no alarm.
 */
public final class Backlog {
    public static final String NAME = "server keeps up";
    private static final double CHANCE = 0.001;

    /** If fewer requests than this arrive on average, it would happen by chance in more than 1 of 1000 cases that none of them ends. */
    private static final double FEWEST = -Math.log(CHANCE);

    private static final double NANOS = 1e9;
    private static final double NANOS_PER_MS = 1e6;

    private Backlog() {}

    /** Returns the finding on a recording, whose requests several processes may have sent. */
    public static Finding of(Pace.Open pace, Recording recording) {
        return ShardClocks.objection(recording)
                .map(why -> new Finding(NAME, Severity.NOTE, "cannot be decided: " + why))
                .orElseGet(() -> of(pace, recording.measured()));
    }

    public static Finding of(Pace.Open pace, List<Trace> measured) {
        var traces = measured.stream()
                .sorted(Comparator.comparingLong(Trace::scheduled))
                .toList();
        var begin = traces.getFirst().scheduled() - Schedule.first(pace, 1)[0];
        var ramp = pace.rampUp() == null ? 0 : Math.round(pace.rampUp().value() * NANOS_PER_MS);
        var atFullRate = traces.stream()
                .filter(trace -> trace.scheduled() - begin >= ramp)
                .toList();
        var from = atFullRate.stream()
                .limit(Math.ceilDiv(atFullRate.size(), 10))
                .mapToLong(Trace::ended)
                .max()
                .orElse(Long.MAX_VALUE);
        var to = traces.getLast().scheduled();
        var seconds = Math.max(0, (to - from) / NANOS);
        var came =
                (int) traces.stream().filter(trace -> trace.scheduled() > from).count();
        var mean = Math.min(came, seconds * pace.rate().value());
        if (from >= to || mean < FEWEST) {
            return new Finding(
                    NAME,
                    Severity.NOTE,
                    "cannot be decided: too few requests came after the first ones had ended. Plan more, or a longer time");
        }
        var ended = (int) traces.stream()
                .filter(trace -> trace.ended() > from && trace.ended() <= to)
                .count();
        var text = String.format(
                Locale.ROOT,
                "%d requests came in the last %.1f s of the schedule, and %d ended; %d were under way before and %d after",
                came,
                seconds,
                ended,
                underWay(traces, from),
                underWay(traces, to));
        return PoissonCount.probabilityOfAtMost(ended, mean) > CHANCE
                ? new Finding(NAME, Severity.SOUND, text)
                : new Finding(NAME, Severity.FAILED, "the server does not keep up with " + pace.rate() + ": " + text);
    }

    private static long underWay(List<Trace> traces, long nanos) {
        return traces.stream()
                .filter(trace -> trace.scheduled() <= nanos && trace.ended() > nanos)
                .count();
    }
}
