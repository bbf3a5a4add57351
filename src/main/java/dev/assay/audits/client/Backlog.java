package dev.assay.audits.client;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.plan.tests.Pace;
import dev.assay.plan.tests.Schedule;
import dev.assay.stats.PoissonCount;
import dev.assay.trace.Trace;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The audit of a server that gets requests at a rate: as many end as come. One that does not keep up piles up what it cannot serve, and each
 * request waits longer than the one before: what a limit on their times then says depends on how long the run was.
 *
 * <p>A server fills up at first, so what is looked at begins when the first tenth of the requests that came at the full rate has ended, and
 * ends when the last is due. Had the server served exactly as fast as the rate, about as many would end in that time as came; it is found
 * not to keep up where so few ended that chance, in a Poisson count of that mean, gives as few in less than 1 of 1000. A server with room to
 * spare empties its queue now and then, and is found out far less often. The mean is the smaller of what came and what the rate makes of the
 * time: who kept up with the rate is not blamed for a burst in the schedule.
 */
public final class Backlog {
    private static final String NAME = "server keeps up";
    private static final double CHANCE = 0.001;

    /** Of fewer than so many that come on average, none at all would end in more than 1 of 1000 by chance. */
    private static final double FEWEST = -Math.log(CHANCE);

    private static final double NANOS = 1e9;
    private static final double NANOS_PER_MS = 1e6;

    private Backlog() {}

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
                    "cannot be said: too few requests came after the first ones had ended. Plan more, or a longer time");
        }
        var ended = (int) traces.stream()
                .filter(trace -> trace.ended() > from && trace.ended() <= to)
                .count();
        var text = String.format(
                Locale.ROOT,
                "%d requests came in the last %.1f s of the schedule, and %d ended; under way were %d before and %d after",
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
