package dev.assay.audits.client;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.FigureTable;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.Statistic;
import dev.assay.figures.times.ReleaseTimes;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.ClientOverhead;
import dev.assay.recording.Recording;
import dev.assay.stats.Uncertainty;
import dev.assay.trace.Trace;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The audit of a client that sends: were requests sent when they were due? At a rate, if they were late by more than a tenth of the mean gap, on
 * average, the load was not the planned one: this machine cannot offer the rate, and the server is not to blame. Each request is compared with
 * its own time in the schedule; the mean rate of a schedule differs a little from the rate that was asked for. In a closed loop it is never more
 * than a note: it says how long requests waited because the client sends those of a burst one after another.
 */
public final class ScheduleLag {
    public static final String NAME = "schedule lag";

    /** Of the mean gap. */
    private static final double MOST = 0.1;

    /** Of p99 of the lag. */
    private static final double FACTOR = 10;

    /** The figure that says how late requests went out. */
    public static final FigureName FIGURE = Statistic.P99.of(RequestFigure.SCHEDULE_LAG);

    private static final Set<RequestFigure> SINCE_DUE =
            EnumSet.of(RequestFigure.CLIENT_WAIT, RequestFigure.TTFT_SCHEDULED, RequestFigure.E2E_SCHEDULED);
    private static final double NANOS = 1e9;
    private static final double MS = 1e3;
    private static final double NANOS_PER_MICRO = 1e3;
    /** From this wait on the audit of a closed loop is a note. */
    private static final double NOTABLE_MS = 20;

    private ScheduleLag() {}

    /** Returns what the audit finds; empty for a closed loop of which nobody wrote down how the client sends a burst. */
    public static Optional<Finding> of(Pace pace, Recording recording) {
        var measured = recording.measured();
        var burst = recording.client().flatMap(client -> burst(client.overhead()));
        return switch (pace) {
            case Pace.Open open -> {
                var found = of(open, measured);
                yield Optional.of(burst.map(words -> new Finding(NAME, found.severity(), found.text() + "; " + words))
                        .orElse(found));
            }
            case Pace.Closed closed -> burst.map(words -> of(closed, measured, words));
        };
    }

    /** The pace is that of one thread; together they are faster. */
    private static Optional<String> burst(ClientOverhead client) {
        return client.loops() == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "requests of a burst were sent %.0f µs apart (%d socket %s)",
                        client.pace() / NANOS_PER_MICRO / client.loops(),
                        client.loops(),
                        client.loops() == 1 ? "loop" : "loops"));
    }

    private static Finding of(Pace.Closed pace, List<Trace> measured, String burst) {
        var lag = ReleaseTimes.lag(pace, measured);
        return new Finding(
                NAME,
                lag.max() >= NOTABLE_MS ? Severity.NOTE : Severity.SOUND,
                burst + ": with " + pace.inFlight() + " in flight, one waited " + millis(lag.max())
                        + " in the client, all " + millis(lag.mean()) + " on average");
    }

    static Finding of(Pace.Open pace, List<Trace> measured) {
        var lag = ReleaseTimes.lag(pace, measured);
        var gap = MS / pace.rate().value();
        var late = "requests went out " + millis(lag.mean()) + " late on average (p99 " + millis(lag.quantile(0.99))
                + "), with " + millis(gap) + " between them" + rates(measured);
        return lag.mean() <= MOST * gap
                ? new Finding(NAME, Severity.SOUND, late)
                : new Finding(
                        NAME,
                        Severity.INVALID,
                        "this client cannot offer " + pace.rate() + ": " + late
                                + ". Lower `rate`, or send from a faster machine");
    }

    /**
     * Returns how far the true value of a figure may lie below the measured one because requests were sent late: for a time since a request was
     * due, 10 × p99 of the schedule lag. So a FAIL is believed only if the p99 of the lag is less than a tenth of what the limit was missed by.
     *
     * @param figures of the whole run, or of its steady window
     */
    public static Uncertainty of(Pace pace, Figure.Measured figure, FigureTable figures) {
        return pace instanceof Pace.Open
                        && figure.name().base() instanceof RequestFigure base
                        && SINCE_DUE.contains(base)
                        && figures.get(FIGURE) instanceof Figure.Measured lag
                ? new Uncertainty(Math.max(0, FACTOR * lag.value()), 0)
                : Uncertainty.NONE;
    }

    private static String rates(List<Trace> measured) {
        var due = measured.stream().mapToLong(Trace::scheduled).summaryStatistics();
        var sent = measured.stream().mapToLong(Trace::sent).summaryStatistics();
        return measured.size() < 2 || due.getMax() == due.getMin()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; %s scheduled, %s offered",
                        Unit.PER_SECOND.format((measured.size() - 1) * NANOS / (due.getMax() - due.getMin())),
                        Unit.PER_SECOND.format((measured.size() - 1) * NANOS / (sent.getMax() - sent.getMin())));
    }

    private static String millis(double value) {
        return Unit.MILLISECONDS.format(value);
    }
}
