package dev.assay.figures;

import dev.assay.figures.times.RequestTimes;
import dev.assay.plan.deployments.Price;
import dev.assay.plan.testspecs.RequestObjective;
import dev.assay.trace.FinishCounts;
import dev.assay.trace.Trace;
import dev.assay.trace.choices.FinishReason;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The totals of one window, from which the figures of the whole load test are computed.
 *
 * @param brought how many requests have output in the window, at least 1
 * @param timed how many requests count for latencies
 * @param completed completed requests; in a steady window each counts with the share of its output that was read in it
 * @param objectives how many objectives the load test has
 * @param good completed requests that keep every objective; absent if there are no objectives, or no request has the figure of one
 * @param tokens the sum over the requests; absent if an answer has no usage
 * @param windowNanos how long the window is
 * @param ttftMillis the sum over the requests
 * @param cached the tokens that the server took from its prefix cache
 * @param finishes why answers ended
 * @param power what the server's GPUs drew
 * @param price what the server costs; absent if its deployment has no price
 */
record RunTotals(
        int brought,
        int timed,
        double completed,
        int objectives,
        @Nullable Double good,
        @Nullable Tokens tokens,
        long windowNanos,
        double ttftMillis,
        CachedPrompts cached,
        FinishCounts finishes,
        Power power,
        @Nullable Price price) {
    private static final double NANOS_PER_HOUR = 3600e9;
    private static final double MILLION = 1e6;

    /** Tokens of all requests together. */
    record Tokens(long input, double output) {}

    /**
     * Returns the totals of the whole run, from the first send to the last end; empty if no request completed.
     *
     * @param failed the requests that the server failed; the time that they took belongs to the run
     */
    static Optional<RunTotals> whole(
            List<Trace> measured,
            List<Trace> failed,
            List<RequestTimes> requests,
            List<RequestObjective> objectives,
            PowerAndPrice powerAndPrice) {
        var complete = measured.stream().filter(Trace::complete).toList();
        var end = Stream.concat(complete.stream(), failed.stream())
                .mapToLong(Trace::ended)
                .max()
                .orElse(0);
        var start = Stream.concat(complete.stream(), failed.stream())
                .mapToLong(Trace::sent)
                .min()
                .orElse(0);
        if (complete.isEmpty() || end <= start) {
            return Optional.empty();
        }
        var good = requests.stream()
                .filter(request -> RequestFigure.keepsAll(objectives, request))
                .count();
        var output = requests.stream().mapToDouble(RunTotals::output).sum();
        return Optional.of(of(
                complete.size(),
                complete.size(),
                complete.size(),
                (double) good,
                output,
                start,
                end,
                requests,
                FinishCounts.of(measured),
                objectives,
                powerAndPrice));
    }

    /**
     * Returns the totals of a steady window; empty if no output was read in it.
     *
     * @param as chooses a request's times: as measured, fastest or slowest
     */
    static Optional<RunTotals> within(
            SteadyWindow.Window window,
            List<RequestTimes> requests,
            UnaryOperator<RequestTimes> as,
            List<RequestObjective> objectives,
            PowerAndPrice powerAndPrice) {
        var brought = 0;
        var completed = 0.0;
        var good = 0.0;
        var output = 0.0;
        for (var trace : window.issued()) {
            var times = trace.complete() ? RequestTimes.of(trace).map(as) : Optional.<RequestTimes>empty();
            var share = times.isPresent() ? window.share(trace) : 0;
            if (share > 0) {
                brought++;
                completed += share;
                good += RequestFigure.keepsAll(objectives, times.get()) ? share : 0;
                output += share * output(times.get());
            }
        }
        return brought == 0
                ? Optional.empty()
                : Optional.of(of(
                        brought,
                        requests.size(),
                        completed,
                        good,
                        output,
                        window.start(),
                        window.end(),
                        requests,
                        FinishCounts.of(window.requests()),
                        objectives,
                        powerAndPrice));
    }

    private static RunTotals of(
            int brought,
            int timed,
            double completed,
            double good,
            double output,
            long start,
            long end,
            List<RequestTimes> requests,
            FinishCounts finishes,
            List<RequestObjective> objectives,
            PowerAndPrice powerAndPrice) {
        var usages = requests.stream()
                .map(RequestTimes::usage)
                .filter(Objects::nonNull)
                .toList();
        var input = usages.stream().mapToLong(usage -> usage.promptTokens()).sum();
        return new RunTotals(
                brought,
                timed,
                completed,
                objectives.size(),
                objectives.isEmpty() || !RequestFigure.anyHas(objectives, requests) ? null : Double.valueOf(good),
                usages.size() == requests.size() ? new Tokens(input, output) : null,
                end - start,
                requests.stream().mapToDouble(RequestTimes::ttft).sum(),
                CachedPrompts.of(usages),
                finishes,
                Power.of(powerAndPrice.gpu(), start, end),
                powerAndPrice.price());
    }

    /** Returns the best possible totals with the missing requests: answered in no time, each with all its tokens; null if no time is left. */
    @Nullable RunTotals with(MissingRequests missing) {
        var nanos = windowNanos - missing.nanos();
        if (nanos <= 0) {
            return null;
        }
        var more = missing.count();
        var most = missing.most();
        // No figure is computed from the first two, which say how many requests were measured.
        return new RunTotals(
                brought,
                timed,
                completed + more,
                objectives,
                good == null ? null : Double.valueOf(good + more),
                tokens == null || most == null
                        ? null
                        : new Tokens(tokens.input + more * most.input(), tokens.output + more * most.output()),
                nanos,
                ttftMillis,
                cached,
                finishes,
                power,
                price);
    }

    private static double output(RequestTimes request) {
        return request.usage() == null ? 0 : request.usage().completionTokens();
    }

    OptionalDouble requestsPerSecond() {
        return OptionalDouble.of(completed * 1e9 / windowNanos);
    }

    OptionalDouble goodRequestsPerSecond() {
        return good == null ? OptionalDouble.empty() : OptionalDouble.of(good * 1e9 / windowNanos);
    }

    OptionalDouble outputTokensPerSecond() {
        return tokens == null ? OptionalDouble.empty() : OptionalDouble.of(tokens.output * 1e9 / windowNanos);
    }

    OptionalDouble inputTokensPerSecond() {
        return tokens == null || ttftMillis <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(tokens.input * 1e3 / ttftMillis);
    }

    OptionalDouble finished(FinishReason kind) {
        return finishes.total() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) finishes.count(kind) / finishes.total());
    }

    OptionalDouble watts() {
        return switch (power) {
            case Power.Drawn drawn -> OptionalDouble.of(drawn.watts());
            case Power.Unknown ignored -> OptionalDouble.empty();
        };
    }

    OptionalDouble wattHours() {
        var watts = watts();
        return watts.isEmpty() ? watts : OptionalDouble.of(watts.getAsDouble() * windowNanos / NANOS_PER_HOUR);
    }

    OptionalDouble wattHoursPerMillion() {
        return perMillion(wattHours());
    }

    OptionalDouble costPerMillion() {
        return perMillion(
                price == null
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(price.perHour().doubleValue() * windowNanos / NANOS_PER_HOUR));
    }

    private OptionalDouble perMillion(OptionalDouble amount) {
        return amount.isEmpty() || tokens == null || tokens.output <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(amount.getAsDouble() * MILLION / tokens.output);
    }
}
