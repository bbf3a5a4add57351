package dev.assay.audits.client;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.FigureTable;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.RunFigure;
import dev.assay.figures.SentFigure;
import dev.assay.figures.ServerFigure;
import dev.assay.figures.Statistic;
import dev.assay.figures.times.RequestsInFlight;
import dev.assay.plan.testspecs.Pace;
import dev.assay.recording.ClientRecord;
import dev.assay.recording.MergedRecord;
import dev.assay.recording.ReadingDelays;
import dev.assay.recording.Recording;
import dev.assay.stats.Uncertainty;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the client itself may have moved the figures of a test: by its overhead, which the calibration found, and by its delays while the
 * test was measured. Both make times longer and rates lower. Only a time that begins with a late stamp is too short.
 *
 * <p>A mean moves by the mean overhead and the mean delay. A quantile or an extreme moves by the p99 of the overhead, and by as much as the delays
 * can have moved it ({@link ClientDelays}). A delay of the first or last token is shared among the tokens between them.
 */
public final class ClientShift {
    private static final String NAME = "client overhead";
    private static final double NANOS_PER_MS = 1e6;
    /** From this delay on the audit adds a note: it shows in a figure of tens of milliseconds. */
    private static final double NOTABLE_MS = 20;

    private static final long NOTABLE_PPM = 10_000;

    private final ClientRecord client;
    private final FigureTable figures;
    private final ClientDelays delays;
    private final boolean open;

    private ClientShift(ClientRecord client, FigureTable figures, ClientDelays delays, boolean open) {
        this.client = client;
        this.figures = figures;
        this.delays = delays;
        this.open = open;
    }

    /**
     * Returns the shifts of the figures of a test; empty if the recording says nothing of the client.
     *
     * @param figures of the whole run, or of its steady window
     */
    public static Optional<ClientShift> of(Pace pace, Recording recording, FigureTable figures) {
        return recording
                .client()
                .map(client -> new ClientShift(
                        client,
                        figures,
                        new ClientDelays(client.disturbance(), client.overhead().reading(), atOnce(recording)),
                        pace instanceof Pace.Open));
    }

    /** A delay of each shard can have hit all that the shard had in flight, though not at the same instant. */
    private static int atOnce(Recording recording) {
        return recording
                .merged()
                .map(MergedRecord::inFlight)
                .orElseGet(() -> RequestsInFlight.most(recording.measured()));
    }

    /** Returns what the audit finds: never more than a note. */
    public static Optional<Finding> audit(Recording recording) {
        return recording.client().map(client -> {
            var overhead = client.overhead();
            var during = client.disturbance();
            var stolen = during.stolenPpm();
            var text = String.format(
                    Locale.ROOT,
                    "with %d in flight the client adds at most %.3f ms to a first token (p99 %.3f), %.3f ms to an end (p99 %.3f)"
                            + " and %.3f ms to a gap (p99), as %d requests to the reference server show; during the test it woke %.3f ms late (p99),"
                            + " %.3f at most%s; %d pauses of the garbage collector, the longest %.0f ms; %s",
                    overhead.inFlight(),
                    millis(overhead.ttftMean()),
                    millis(overhead.ttftP99()),
                    millis(overhead.e2eMean()),
                    millis(overhead.e2eP99()),
                    millis(overhead.gapP99()),
                    overhead.requests(),
                    millis(during.lagP99()),
                    millis(during.lagMax()),
                    reading(during.reading()),
                    during.collections(),
                    millis(during.longestPause()),
                    stolen == null
                            ? "stolen time unknown"
                            : String.format(Locale.ROOT, "%.1f %% of the processors stolen", stolen / 1e4));
            var notable = millis(during.delayMax()) >= NOTABLE_MS || (stolen != null && stolen >= NOTABLE_PPM);
            return new Finding(NAME, notable ? Severity.NOTE : Severity.SOUND, text);
        });
    }

    private static String reading(@Nullable ReadingDelays reading) {
        return reading == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", and bytes waited up to %.3f ms for a thread that reads",
                        millis(reading.most()));
    }

    /**
     * The values that a figure may have without the client's doing. Both are the measured value if the client does not affect it.
     *
     * @param delayed if the end of what is timed was stamped late
     * @param flattered if the beginning of what is timed was stamped late
     */
    public record Without(double delayed, double flattered) {}

    /** Returns how far the true value of a figure may lie from the measured one. */
    public Uncertainty of(Figure.Measured figure) {
        var without = without(figure);
        return Uncertainty.of(figure.value(), without.delayed())
                .or(Uncertainty.of(figure.value(), without.flattered()));
    }

    /** Returns the values that a figure may have without the client's doing. */
    public Without without(Figure.Measured figure) {
        var value = figure.value();
        return switch (figure.name()) {
            case FigureName.OfRequests(var each, var statistic) ->
                new Without(delayed(each, statistic, value), flattered(each, statistic, value));
            case RunFigure each -> new Without(delayed(each, value), value);
            // The client does not affect what the server counts or fails.
            case ServerFigure ignored -> new Without(value, value);
            case SentFigure ignored -> new Without(value, value);
        };
    }

    private double delayed(RequestFigure figure, Statistic statistic, double value) {
        return switch (figure) {
            case TTFT -> value - ofStamp(statistic) - raised(figure, statistic);
            case TTFT_SCHEDULED -> value - lagSinceDue(statistic) - ofStamp(statistic) - raised(figure, statistic);
            case E2E -> value - ofEnd(statistic) - raised(figure, statistic);
            case E2E_SCHEDULED -> value - lagSinceDue(statistic) - ofEnd(statistic) - raised(figure, statistic);
            case CLIENT_WAIT -> value - lagSinceDue(statistic);
            case TTST -> value - Math.max(ofStamp(statistic), ofGap(statistic)) - raised(figure, statistic);
            case ITL ->
                statistic == Statistic.MEAN
                        ? value - perToken() * ofEndAndDelay(statistic)
                        : value - ofGap(statistic) - raised(figure, statistic);
            case TPOT -> value - perToken() * ofEndAndDelay(statistic);
            case DECODE_TPS -> value * longer(perToken() * ofEndAndDelay(statistic), RequestFigure.TPOT);
            case PROMPT_TPS_EACH -> value * longer(ofStampAndDelay(statistic), RequestFigure.TTFT);
            // The lag is the client's own: without a client there is no such figure.
            case SCHEDULE_LAG, TOKENS_PER_CHUNK, INPUT_TOKENS, OUTPUT_TOKENS -> value;
        };
    }

    /** A time that begins with a late stamp is too short. Of many gaps, the shortest are too short; the longest are too long instead. */
    private double flattered(RequestFigure figure, Statistic statistic, double value) {
        return switch (figure) {
            case TTST -> value + ofStamp(statistic) + lowered(figure, statistic);
            case ITL ->
                switch (statistic) {
                    case MEAN -> value + perToken() * ofStampAndDelay(statistic);
                    case MIN -> value + ofGap(statistic) + lowered(figure, statistic);
                    case SD, P50, P90, P95, P99, MAX -> value;
                };
            case TPOT -> value + perToken() * ofStampAndDelay(statistic);
            case DECODE_TPS -> value * shorter(perToken() * ofStampAndDelay(statistic), RequestFigure.TPOT);
            case TTFT,
                    CLIENT_WAIT,
                    SCHEDULE_LAG,
                    TTFT_SCHEDULED,
                    E2E,
                    E2E_SCHEDULED,
                    PROMPT_TPS_EACH,
                    TOKENS_PER_CHUNK,
                    INPUT_TOKENS,
                    OUTPUT_TOKENS -> value;
        };
    }

    private double delayed(RunFigure figure, double value) {
        return switch (figure) {
            case PROMPT_TPS -> value * longer(ofStampAndDelay(Statistic.MEAN), RequestFigure.TTFT);
            case QPS, GOODPUT, OUTPUT_TPS ->
                value * longer(ofEndAndDelay(Statistic.MEAN) + lag(Statistic.MEAN), RequestFigure.E2E);
            case COST_PER_MTOK, ENERGY_PER_MTOK ->
                value / longer(ofEndAndDelay(Statistic.MEAN) + lag(Statistic.MEAN), RequestFigure.E2E);
            case CACHED_SHARE, GPU_POWER, ENERGY -> value;
            case FINISH_STOP, FINISH_LENGTH, FINISH_TOOL_CALLS, FINISH_CONTENT_FILTER, FINISH_GAVE_UP, FINISH_UNKNOWN ->
                value;
        };
    }

    private double ofStamp(Statistic statistic) {
        var overhead = client.overhead();
        return millis(Math.max(0, statistic == Statistic.MEAN ? overhead.ttftMean() : overhead.ttftP99()));
    }

    private double ofEnd(Statistic statistic) {
        var overhead = client.overhead();
        return millis(Math.max(0, statistic == Statistic.MEAN ? overhead.e2eMean() : overhead.e2eP99()));
    }

    private double ofGap(Statistic statistic) {
        return statistic == Statistic.MEAN
                ? 0
                : millis(Math.max(0, client.overhead().gapP99()));
    }

    private double ofStampAndDelay(Statistic statistic) {
        return ofStamp(statistic) + ofDelay(statistic, coveredByStamp());
    }

    private double ofEndAndDelay(Statistic statistic) {
        return ofEnd(statistic) + ofDelay(statistic, coveredByEnd());
    }

    private double ofDelay(Statistic statistic, double covered) {
        return statistic == Statistic.MEAN
                ? delays.raised(statistic, figures.values(RequestFigure.TTFT), covered)
                : delays.longest(covered);
    }

    /**
     * By how much longer than usual the wait for a reading thread may be within the p99 of the overhead, which is taken off as well: what that exceeds the
     * mean by, since a wait is usually no longer than the mean. The beginning of a gap is stamped late too, so a gap has no such mean.
     */
    private double covered(RequestFigure figure) {
        return switch (figure) {
            case E2E, E2E_SCHEDULED -> coveredByEnd();
            case ITL -> ofGap(Statistic.P99);
            case TTST -> Math.max(coveredByStamp(), ofGap(Statistic.P99) - ofStamp(Statistic.MEAN));
            case TTFT,
                    TTFT_SCHEDULED,
                    CLIENT_WAIT,
                    SCHEDULE_LAG,
                    TPOT,
                    DECODE_TPS,
                    PROMPT_TPS_EACH,
                    TOKENS_PER_CHUNK,
                    INPUT_TOKENS,
                    OUTPUT_TOKENS -> coveredByStamp();
        };
    }

    private double coveredByStamp() {
        return Math.max(0, ofStamp(Statistic.P99) - ofStamp(Statistic.MEAN));
    }

    private double coveredByEnd() {
        return Math.max(0, ofEnd(Statistic.P99) - ofEnd(Statistic.MEAN));
    }

    /** The time that a request waited before it was sent without being told to by a throttle. */
    private double lag(Statistic statistic) {
        return value((statistic == Statistic.MEAN ? statistic : Statistic.P99).of(RequestFigure.SCHEDULE_LAG));
    }

    /** The lag that is part of a time since a request was due. In a test at a rate it is 0, because {@link ScheduleLag} counts it there. */
    private double lagSinceDue(Statistic statistic) {
        return open ? 0 : lag(statistic);
    }

    private double raised(RequestFigure figure, Statistic statistic) {
        return delays.raised(statistic, figures.values(figure), covered(figure));
    }

    private double lowered(RequestFigure figure, Statistic statistic) {
        return delays.lowered(statistic, figures.values(figure), covered(figure));
    }

    /** Returns the share of a delay of the first or last read that each token after the first read has. */
    private double perToken() {
        return 1.0 / figures.following();
    }

    /** Returns the factor by which a rate would be higher if its time were shorter by so much. */
    private double longer(double millis, RequestFigure time) {
        var whole = value(Statistic.MEAN.of(time));
        return whole > millis ? whole / (whole - millis) : 1;
    }

    /** Returns the factor by which a rate would be lower if its time were longer by so much. */
    private double shorter(double millis, RequestFigure time) {
        var whole = value(Statistic.MEAN.of(time));
        return whole > 0 ? whole / (whole + millis) : 1;
    }

    private double value(FigureName name) {
        return switch (figures.get(name)) {
            case Figure.Measured measured -> measured.value();
            case Figure.Undefined ignored -> 0;
        };
    }

    private static double millis(long nanos) {
        return nanos / NANOS_PER_MS;
    }
}
