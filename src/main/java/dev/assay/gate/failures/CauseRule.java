package dev.assay.gate.failures;

import dev.assay.figures.DefinedFigure;
import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.FigureTable;
import dev.assay.figures.QuietGaps;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.RunFigure;
import dev.assay.figures.SentFigure;
import dev.assay.figures.ServerFigure;
import dev.assay.figures.Statistic;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.ServerGauge;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Names the likely cause of a missed limit from the figures of the load test alone. It names none that the figures do not show.
 *
 * @param missed all missed limits of the test
 */
record CauseRule(TestVerdict.OfLoadTest test, List<Limit> missed) {
    /** A queue is the cause of a time to the first token of which it is at least this part. */
    private static final double MOST_OF_IT = 0.5;
    /** Preemptions are the cause of a mean that at least this part of the requests can have moved. */
    private static final double ENOUGH_FOR_A_MEAN = 0.05;

    /** So many gaps that their mean says something. */
    private static final int ENOUGH_GAPS = 30;

    private static final double MS_PER_SECOND = 1e3;
    private static final String NO_TIME = "the figure is not a time of requests.";

    LikelyCause of(Limit limit) {
        var what = limit.subject();
        return switch (FigureName.of(limit).base()) {
            case RequestFigure figure ->
                switch (figure) {
                    case TTFT, PROMPT_TPS_EACH -> first(what);
                    case TTST, TPOT, ITL, DECODE_TPS -> decode(limit);
                    case E2E -> whole(limit);
                    case TTFT_SCHEDULED -> waited(limit).orElseGet(() -> first(what));
                    case E2E_SCHEDULED -> waited(limit).orElseGet(() -> whole(limit));
                    case CLIENT_WAIT -> waited(limit).orElseGet(() -> LikelyCause.unknown(what, NO_TIME));
                    case SCHEDULE_LAG ->
                        LikelyCause.of(
                                what, Part.CLIENT, "the figure is the time by which the client itself sent late.");
                    case TOKENS_PER_CHUNK, INPUT_TOKENS, OUTPUT_TOKENS -> LikelyCause.unknown(what, NO_TIME);
                };
            case RunFigure figure ->
                switch (figure) {
                    case PROMPT_TPS -> first(what);
                    case CACHED_SHARE -> LikelyCause.of(what, Part.CACHE, "the figure is what the prefix cache knew.");
                    case QPS, GOODPUT, OUTPUT_TPS, COST_PER_MTOK, ENERGY, ENERGY_PER_MTOK -> whole(limit);
                    case GPU_POWER,
                            FINISH_STOP,
                            FINISH_LENGTH,
                            FINISH_TOOL_CALLS,
                            FINISH_CONTENT_FILTER,
                            FINISH_GAVE_UP,
                            FINISH_UNKNOWN -> LikelyCause.unknown(what, NO_TIME);
                };
            case ServerFigure figure ->
                switch (figure) {
                    case CACHE_HIT_RATE ->
                        LikelyCause.of(what, Part.CACHE, "the figure is what the prefix cache knew of the prompts.");
                    case PREEMPTIONS, KV_CACHE_USAGE_MEAN, KV_CACHE_USAGE_MAX ->
                        LikelyCause.of(what, Part.CACHE, "the figure is how full the KV cache was.");
                    case ACCEPT_LENGTH ->
                        LikelyCause.of(what, Part.DECODE, "the figure is how many tokens a step of the decode makes.");
                    case STARTUP_COLD ->
                        LikelyCause.unknown(what, "the figure is of the server's start, and not of requests.");
                };
            case SentFigure ignored ->
                LikelyCause.of(
                        what,
                        Part.ERRORS,
                        "the server failed requests: "
                                + figures(limit).missing().endings() + ".");
            case DefinedFigure ignored -> LikelyCause.unknown(what, NO_TIME);
        };
    }

    private FigureTable figures(Limit limit) {
        return test.steady().judged(limit, test.figures());
    }

    private OptionalDouble value(FigureName name) {
        return test.figures().get(name) instanceof Figure.Measured measured
                ? OptionalDouble.of(measured.value())
                : OptionalDouble.empty();
    }

    private static String millis(double value) {
        return Unit.MILLISECONDS.format(value);
    }

    /** The time to the first token is the queue of the server and the computation of the prompt. */
    private LikelyCause first(String what) {
        var ttft = value(Statistic.MEAN.of(RequestFigure.TTFT));
        if (ttft.isEmpty()) {
            return LikelyCause.unknown(what, "no request has a time to its first token.");
        }
        if (test.planned().test().pace() instanceof Pace.Closed closed && closed.inFlight() == 1) {
            return LikelyCause.of(
                    what, Part.PREFILL, "one request is in flight at a time, so that none waits for another.");
        }
        var queue = queue();
        if (queue.isEmpty()) {
            return LikelyCause.unknown(
                    what,
                    "it is the server's queue or its prefill: the server did not say how many requests waited in it.");
        }
        var waited = queue.get();
        return LikelyCause.of(
                what,
                waited.millis() >= MOST_OF_IT * ttft.getAsDouble() ? Part.QUEUE : Part.PREFILL,
                String.format(
                        Locale.ROOT,
                        "on average %.1f requests waited in the server, which at %s is %s of the mean ttft of %s (Little's law; %d readings).",
                        waited.requests(),
                        Unit.PER_SECOND.format(waited.perSecond()),
                        millis(waited.millis()),
                        millis(ttft.getAsDouble()),
                        waited.readings()));
    }

    /** The mean time that a request waited in the server. */
    private record Queue(double requests, double perSecond, int readings) {
        double millis() {
            return requests / perSecond * MS_PER_SECOND;
        }
    }

    /** By Little's law the mean wait is the mean number of requests that wait, divided by the rate at which they leave. */
    private Optional<Queue> queue() {
        var rate = value(RunFigure.QPS);
        var waiting = test.counted() == null ? null : test.counted().gauges().get(ServerGauge.WAITING);
        return waiting == null || rate.isEmpty()
                ? Optional.empty()
                : Optional.of(new Queue(waiting.mean(), rate.getAsDouble(), waiting.samples()));
    }

    private LikelyCause decode(Limit limit) {
        return preempted(limit)
                .or(() -> interrupted(limit))
                .orElseGet(() -> LikelyCause.of(
                        limit.subject(),
                        Part.DECODE,
                        "the figure is the time of the tokens after the first read"
                                + test.gaps().map(CauseRule::said).orElse("") + "."));
    }

    private static String said(QuietGaps gaps) {
        return "; its gaps have a mean of " + millis(gaps.quietMean()) + " while no request waits for its first token ("
                + gaps.quiet() + " gaps), and of " + millis(gaps.busyMean()) + " otherwise (" + gaps.busy() + ")";
    }

    /** Without the gaps in which the server may have computed the prompt of another request, would the mean be allowed? */
    private Optional<LikelyCause> interrupted(Limit limit) {
        if (!(FigureName.of(limit) instanceof FigureName.OfRequests(var figure, var statistic))
                || statistic != Statistic.MEAN) {
            return Optional.empty();
        }
        return test.gaps()
                .filter(gaps -> gaps.quiet() >= ENOUGH_GAPS
                        && switch (limit.bound()) {
                            case Bound.Max max ->
                                (figure == RequestFigure.TPOT || figure == RequestFigure.ITL)
                                        && max.allows(gaps.quietMean());
                            case Bound.Min min ->
                                figure == RequestFigure.DECODE_TPS && min.allows(MS_PER_SECOND / gaps.quietMean());
                            case Bound.Between ignored -> false;
                            case Bound.OnGpu ignored -> false;
                            case Bound.Calibrate ignored -> false;
                            case Bound.Compared ignored -> false;
                        })
                .map(gaps -> LikelyCause.of(
                        limit.subject(),
                        Part.PREFILL,
                        "prompts of other requests interrupt the decode" + said(gaps)
                                + "; without the others the limit is kept."));
    }

    /** A preempted request computes its tokens again. Enough of them must have been preempted to move the statistic. */
    private Optional<LikelyCause> preempted(Limit limit) {
        var preemptions = value(ServerFigure.PREEMPTIONS);
        var sent = test.figures().missing().sent();
        if (preemptions.isEmpty() || sent == 0) {
            return Optional.empty();
        }
        var quantile = FigureName.of(limit).quantile();
        var enough = quantile.isPresent() ? 1 - quantile.getAsDouble() : ENOUGH_FOR_A_MEAN;
        return preemptions.getAsDouble() >= enough * sent
                ? Optional.of(LikelyCause.of(
                        limit.subject(),
                        Part.CACHE,
                        String.format(
                                Locale.ROOT,
                                "the KV cache had no room for the tokens of running requests: %.0f preemptions for %d requests.",
                                preemptions.getAsDouble(),
                                sent)))
                : Optional.empty();
    }

    /** A time since a request was due: without the wait for the throttle, is the limit kept? */
    private Optional<LikelyCause> waited(Limit limit) {
        if (!(FigureName.of(limit) instanceof FigureName.OfRequests(var figure, var statistic))
                || !(limit.bound() instanceof Bound.Max max)) {
            return Optional.empty();
        }
        var measured = value(statistic.of(figure));
        var wait = value(statistic.of(RequestFigure.CLIENT_WAIT));
        var lag = value(statistic.of(RequestFigure.SCHEDULE_LAG));
        if (measured.isEmpty() || wait.isEmpty() || lag.isEmpty()) {
            return Optional.empty();
        }
        var least = measured.getAsDouble() - max.quantity().value();
        if (lag.getAsDouble() >= least) {
            return Optional.of(LikelyCause.of(
                    limit.subject(),
                    Part.CLIENT,
                    "the client itself sent " + millis(lag.getAsDouble()) + " late, without which the limit is kept."));
        }
        return wait.getAsDouble() >= least
                ? Optional.of(LikelyCause.of(
                        limit.subject(),
                        Part.QUEUE,
                        "requests waited " + millis(wait.getAsDouble())
                                + " behind the throttle, without which the limit is kept."))
                : Optional.empty();
    }

    /** A figure of whole requests: the part whose own limit is missed, or else the only part that is long enough. */
    private LikelyCause whole(Limit limit) {
        var cached = preempted(limit);
        if (cached.isPresent()) {
            return cached.get();
        }
        var parts = missed.stream().filter(CauseRule::isOfAPart).toList();
        var firsts = parts.stream().filter(CauseRule::isOfTheFirst).toList();
        if (!parts.isEmpty() && (firsts.isEmpty() || firsts.size() == parts.size())) {
            var cause = of(parts.getFirst());
            return new LikelyCause(
                    limit.subject(),
                    cause.part(),
                    "the limit on " + parts.getFirst().subject() + " is missed too: " + cause.evidence());
        }
        if (!parts.isEmpty()) {
            return LikelyCause.unknown(
                    limit.subject(),
                    "both the time to the first token and the time of the further tokens miss a limit.");
        }
        return longEnough(limit);
    }

    private static boolean isOfTheFirst(Limit limit) {
        return FigureName.of(limit).base() == RequestFigure.TTFT
                || FigureName.of(limit).base() == RequestFigure.PROMPT_TPS_EACH
                || FigureName.of(limit).base() == RunFigure.PROMPT_TPS;
    }

    private static boolean isOfAPart(Limit limit) {
        return isOfTheFirst(limit)
                || FigureName.of(limit).base() == RequestFigure.TPOT
                || FigureName.of(limit).base() == RequestFigure.ITL
                || FigureName.of(limit).base() == RequestFigure.DECODE_TPS;
    }

    /** If a part is shorter than what is missing, the limit would be missed even if the part took no time; then the other one is the cause. */
    private LikelyCause longEnough(Limit limit) {
        var e2e = value(Statistic.MEAN.of(RequestFigure.E2E));
        var ttft = value(Statistic.MEAN.of(RequestFigure.TTFT));
        var least = e2e.isEmpty() ? OptionalDouble.empty() : tooLong(limit, e2e.getAsDouble());
        if (e2e.isEmpty() || ttft.isEmpty() || least.isEmpty()) {
            return LikelyCause.unknown(
                    limit.subject(), "no limit on a part of the request says which part is too slow.");
        }
        var first = ttft.getAsDouble();
        var rest = e2e.getAsDouble() - first;
        var missing = least.getAsDouble();
        var said = "of the mean e2e of " + millis(e2e.getAsDouble()) + ", " + millis(first)
                + " is the time to the first token and " + millis(rest) + " the further tokens; " + millis(missing)
                + " less would keep the limit";
        if (rest >= missing && first < missing) {
            return LikelyCause.of(limit.subject(), Part.DECODE, said + ", which only the further tokens can give.");
        }
        if (first >= missing && rest < missing) {
            var cause = first(limit.subject());
            return new LikelyCause(
                    limit.subject(),
                    cause.part(),
                    said + ", which only the time to the first token can give; " + cause.evidence());
        }
        return LikelyCause.unknown(limit.subject(), said + ", and no limit on a part says which part is too slow.");
    }

    /** Returns by how much the mean e2e is too long for the limit; empty if that is not known. In a closed loop rates grow as 1 / e2e. */
    private OptionalDouble tooLong(Limit limit, double e2e) {
        var name = FigureName.of(limit);
        var value = value(name);
        if (value.isEmpty() || limit.window() != Limit.Window.WHOLE) {
            return OptionalDouble.empty();
        }
        if (name.equals(Statistic.MEAN.of(RequestFigure.E2E)) && limit.bound() instanceof Bound.Max max) {
            return OptionalDouble.of(value.getAsDouble() - max.quantity().value());
        }
        return test.planned().test().pace() instanceof Pace.Closed
                        && (name == RunFigure.QPS || name == RunFigure.OUTPUT_TPS)
                        && limit.bound() instanceof Bound.Min min
                ? OptionalDouble.of(
                        e2e * (1 - value.getAsDouble() / min.quantity().value()))
                : OptionalDouble.empty();
    }
}
