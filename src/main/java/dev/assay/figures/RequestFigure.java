package dev.assay.figures;

import static dev.assay.plan.thresholds.Direction.LESS;
import static dev.assay.plan.thresholds.Direction.MORE;
import static dev.assay.plan.thresholds.Direction.NEITHER;

import dev.assay.figures.times.RequestTimes;
import dev.assay.plan.testspecs.RequestObjective;
import dev.assay.plan.thresholds.Direction;
import dev.assay.plan.thresholds.Unit;
import dev.assay.stats.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** The figures that each request has. A load test has their statistics. One line each. */
public enum RequestFigure implements DefinedFigure {
    TTFT("ttft", Unit.MILLISECONDS, LESS, "first read with output − sent", r -> DoubleStream.of(r.ttft())),
    TTST("ttst", Unit.MILLISECONDS, LESS, "second read with output − first read with output", r -> r.ttst().stream()),
    E2E(
            "e2e",
            Unit.MILLISECONDS,
            LESS,
            "last read with output or a finish reason − sent",
            r -> DoubleStream.of(r.e2e())),
    TPOT(
            "tpot",
            Unit.MILLISECONDS,
            LESS,
            "(e2e − ttft) / (n − tokens of the first read with output)",
            r -> r.tpot().stream()),
    ITL(
            "itl",
            Unit.MILLISECONDS,
            LESS,
            "gaps between successive reads with output, of all requests together",
            r -> r.gaps().millis()),
    TOKENS_PER_CHUNK(
            "tokens-per-chunk",
            Unit.TOKENS,
            NEITHER,
            "n / reads with output: how many tokens one gap of itl stands for",
            r -> r.tokensPerChunk().stream()),
    DECODE_TPS(
            "decode-tps",
            Unit.TOKENS_PER_SECOND,
            MORE,
            "1 / tpot",
            r -> r.tpot().stream().filter(millis -> millis > 0).map(millis -> 1000 / millis)),
    PROMPT_TPS_EACH(
            "prompt-tps-each", Unit.TOKENS_PER_SECOND, MORE, "input tokens / ttft", r -> r.promptTps().stream()),
    CLIENT_WAIT("client-wait", Unit.MILLISECONDS, LESS, "sent − scheduled", r -> DoubleStream.of(r.clientWait())),
    SCHEDULE_LAG(
            "schedule-lag",
            Unit.MILLISECONDS,
            LESS,
            "sent − when it was due, or when the throttle let it go: the client's own part of client-wait",
            r -> DoubleStream.of(r.scheduleLag())),
    TTFT_SCHEDULED(
            "ttft.scheduled",
            Unit.MILLISECONDS,
            LESS,
            "first read with output − scheduled",
            r -> DoubleStream.of(r.clientWait() + r.ttft())),
    E2E_SCHEDULED(
            "e2e.scheduled",
            Unit.MILLISECONDS,
            LESS,
            "last read with output or a finish reason − scheduled",
            r -> DoubleStream.of(r.clientWait() + r.e2e())),
    INPUT_TOKENS(
            "input-tokens",
            Unit.TOKENS,
            NEITHER,
            "usage.prompt_tokens",
            r -> r.usage() == null
                    ? DoubleStream.empty()
                    : DoubleStream.of(r.usage().promptTokens())),
    OUTPUT_TOKENS(
            "output-tokens",
            Unit.TOKENS,
            NEITHER,
            "usage.completion_tokens, called n",
            r -> r.usage() == null
                    ? DoubleStream.empty()
                    : DoubleStream.of(r.usage().completionTokens()));

    private final Definition defined;
    private final Function<RequestTimes, DoubleStream> value;

    RequestFigure(String key, Unit unit, Direction better, String formula, Function<RequestTimes, DoubleStream> value) {
        this.defined = new Definition(key, unit, better, formula);
        this.value = value;
    }

    @Override
    public Definition defined() {
        return defined;
    }

    @Override
    public String toString() {
        return key();
    }

    /** Returns the same time counted from when the request was due instead of from when it was sent; empty for other figures. */
    public Optional<RequestFigure> scheduled() {
        return switch (this) {
            case TTFT -> Optional.of(TTFT_SCHEDULED);
            case E2E -> Optional.of(E2E_SCHEDULED);
            case TTST,
                    TPOT,
                    ITL,
                    TOKENS_PER_CHUNK,
                    DECODE_TPS,
                    PROMPT_TPS_EACH,
                    CLIENT_WAIT,
                    SCHEDULE_LAG,
                    TTFT_SCHEDULED,
                    E2E_SCHEDULED,
                    INPUT_TOKENS,
                    OUTPUT_TOKENS -> Optional.empty();
        };
    }

    /** Returns whether it can be zero. A figure that takes the server time or tokens is zero only if something held the answer back. */
    boolean canBeZero() {
        return this == CLIENT_WAIT || this == SCHEDULE_LAG;
    }

    /** Returns the figures that an objective can be on: times of which each request has one, and that the client does not cause itself. */
    public static List<RequestFigure> objectives() {
        return Arrays.stream(values())
                .filter(figure -> figure.unit() == Unit.MILLISECONDS && figure != ITL && figure != SCHEDULE_LAG)
                .toList();
    }

    /** Returns whether a request keeps all objectives. It does not keep one on a figure that it does not have. */
    static boolean keepsAll(List<RequestObjective> objectives, RequestTimes request) {
        return objectives.stream()
                .allMatch(objective -> behind(objective).of(request).anyMatch(objective::keeps));
    }

    /** Returns whether a request must have had a value of it that could not be observed. */
    boolean isUnseenOf(RequestTimes request) {
        return switch (this) {
            case TPOT, DECODE_TPS -> request.lacksTokenTime();
            case TTST, ITL -> request.lacksGaps();
            case TTFT,
                    E2E,
                    TOKENS_PER_CHUNK,
                    PROMPT_TPS_EACH,
                    CLIENT_WAIT,
                    SCHEDULE_LAG,
                    TTFT_SCHEDULED,
                    E2E_SCHEDULED,
                    INPUT_TOKENS,
                    OUTPUT_TOKENS -> false;
        };
    }

    /** Returns the figure that an objective is on. */
    public static RequestFigure behind(RequestObjective objective) {
        if (objective.figure() instanceof RequestFigure figure) {
            return figure;
        }
        throw new IllegalArgumentException(
                "no request has the figure '" + objective.figure().key() + "'");
    }

    /** Returns whether each figure that an objective is on was measured for at least one request. If not, goodput is undefined. */
    static boolean anyHas(List<RequestObjective> objectives, List<RequestTimes> requests) {
        return objectives.stream()
                .map(RequestFigure::behind)
                .allMatch(figure -> requests.stream()
                        .anyMatch(request -> figure.of(request).findAny().isPresent()));
    }

    /** Returns the word for one of its samples. */
    String sampled() {
        return this == ITL ? "gap" : "request";
    }

    /** Returns whether a request has a value of it. */
    boolean isOf(RequestTimes request) {
        return count(request) > 0;
    }

    /** Returns how many values of it a request has. */
    int count(RequestTimes request) {
        return this == ITL ? request.gaps().count() : (int) of(request).count();
    }

    /** Returns the values of all requests together; empty if none has one. */
    public Optional<Sample> together(List<RequestTimes> requests) {
        var count = requests.stream().mapToInt(this::count).sum();
        if (count == 0) {
            return Optional.empty();
        }
        var values = new Sample.Builder(count);
        requests.forEach(request -> values.addAll(of(request)));
        return Optional.of(values.build());
    }

    /** Returns a request's values of it: one, one for each gap, or none. */
    public DoubleStream of(RequestTimes request) {
        return value.apply(request);
    }
}
