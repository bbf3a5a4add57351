package dev.assay.tools.definitions;

import dev.assay.tools.definitions.ToolFigures.Lines;
import dev.assay.tools.definitions.ToolFigures.Stat;
import dev.assay.trace.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * GuideLLM's metrics ({@code GenerativeMetrics}), computed from successful requests.
 *
 * <p>It counts events with text, reasoning or a tool call. Its {@code time_per_output_token_ms} includes the time to the first token, and weights
 * a request by its tokens; its {@code inter_token_latency_ms} is TPOT in other tools, weighted by tokens − 1. Quantiles are values that occurred.
 * A missing value is 0 in a distribution.
 */
public final class GuideLlm {
    private static final List<Stat<WeightedValues>> STATISTICS = List.of(
            new Stat<>("mean", WeightedValues::mean),
            new Stat<>("median", values -> values.quantile(0.5)),
            new Stat<>("std_dev", WeightedValues::sd),
            new Stat<>("min", WeightedValues::min),
            new Stat<>("max", WeightedValues::max),
            new Stat<>("p90", values -> values.quantile(0.9)),
            new Stat<>("p95", values -> values.quantile(0.95)),
            new Stat<>("p99", values -> values.quantile(0.99)));

    private GuideLlm() {}

    /**
     * A request that it counts as successful. Times in seconds of one clock.
     *
     * @param first the first event that it counts
     * @param last the last event that it counts
     * @param content the first event that is not reasoning; null if unknown
     * @param end when the request's connection ended
     * @param iterations events that it counts
     */
    public record Request(
            double start,
            double first,
            double last,
            @Nullable Double content,
            double end,
            int input,
            int output,
            int iterations) {
        double latency() {
            return end - start;
        }

        double ttft() {
            return 1000 * (first - start);
        }

        double tpot() {
            return output == 0 ? 0 : 1000 * (last - start) / output;
        }

        double itl() {
            return output <= 1 ? 0 : 1000 * (last - first) / (output - 1);
        }
    }

    static List<ToolFigure> of(List<Trace> measured) {
        var requests = measured.stream().flatMap(GuideLlm::seen).toList();
        var from = requests.stream().mapToDouble(Request::start).min().orElse(0);
        var to = requests.stream().mapToDouble(Request::end).max().orElse(0);
        return printed(requests, measured.size() - requests.size(), from, to);
    }

    private static Stream<Request> seen(Trace trace) {
        var seen = new SeenEvents(trace);
        var arrivals = seen.arrivals(SeenEvents.Counted.WITH_OUTPUT);
        if (arrivals.length == 0 || !seen.endedInOrder()) {
            return Stream.empty();
        }
        var usage = seen.usage();
        return Stream.of(new Request(
                seen.sent(),
                arrivals[0],
                arrivals[arrivals.length - 1],
                seen.thought() ? null : (Double) arrivals[0],
                seen.ended(),
                usage == null ? 0 : usage.promptTokens(),
                usage == null ? arrivals.length : usage.completionTokens(),
                arrivals.length));
    }

    /**
     * Returns the figures that GuideLLM prints for successful requests.
     *
     * @param failed the number of other requests
     * @param from the start of its window, in seconds
     * @param to the end of its window, in seconds
     */
    public static List<ToolFigure> printed(List<Request> requests, int failed, double from, double to) {
        var n = requests.size();
        var lines = new Lines();
        lines.add("request_totals.successful", "", (double) n, n);
        lines.add("request_totals.errored", "", (double) failed, failed);
        lines.add("duration", "s", to - from, n);
        var ends = each(requests, Request::end);
        var ones = each(requests, request -> 1);
        add(lines, "requests_per_second", "/s", EventTimeline.rates(ends, ones, from, to), n);
        var starts = each(requests, Request::start);
        add(lines, "request_concurrency", "", EventTimeline.open(starts, ends, from, to), n);
        add(lines, "request_latency", "s", each(requests, Request::latency), ones);
        add(lines, "prompt_token_count", "tokens", each(requests, Request::input), ones);
        add(lines, "output_token_count", "tokens", each(requests, Request::output), ones);
        add(lines, "time_to_first_token_ms", "ms", each(requests, Request::ttft), ones);
        var known = requests.stream().noneMatch(request -> request.content == null);
        if (known) {
            add(lines, "time_to_first_output_token_ms", "ms", each(requests, GuideLlm::ttfot), ones);
        } else {
            lines.add(STATISTICS, "time_to_first_output_token_ms.{}", "ms", null, 0, null);
        }
        var outputs = each(requests, Request::output);
        add(lines, "time_per_output_token_ms", "ms", each(requests, Request::tpot), outputs);
        var following = each(requests, request -> Math.max(0, request.output - 1));
        add(lines, "inter_token_latency_ms", "ms", each(requests, Request::itl), following);
        var firsts = each(requests, Request::first);
        var inputs = each(requests, Request::input);
        add(lines, "prompt_tokens_per_second", "tok/s", EventTimeline.rates(firsts, inputs, from, to), sum(inputs));
        add(lines, "output_tokens_per_second", "tok/s", outputRates(requests, from, to), sum(outputs));
        return lines.all();
    }

    private static double ttfot(Request request) {
        return request.content == null ? 0 : 1000 * (request.content - request.start);
    }

    /** Returns rates with the first token at its time, and the others spread evenly over the number of events. */
    private static @Nullable WeightedValues outputRates(List<Request> requests, double from, double to) {
        var length = requests.stream().mapToInt(GuideLlm::instants).sum();
        var times = new double[length + EventTimeline.ENDS];
        var tokens = new double[length + EventTimeline.ENDS];
        var next = 0;
        for (var request : requests) {
            var instants = instants(request);
            var single = request.iterations <= 1;
            times[next] = single ? request.last : request.first;
            tokens[next] = single ? request.output : Math.min(1, request.output);
            for (var i = 1; i < instants; i++) {
                var step = (request.last - request.first) / (request.iterations - 1);
                times[next + i] = i == instants - 1 ? request.last : request.first + i * step;
                tokens[next + i] = (request.output - 1.0) / (request.iterations - 1);
            }
            next += instants;
        }
        return EventTimeline.ratesOfOwn(times, tokens, from, to);
    }

    private static int instants(Request request) {
        return request.iterations <= 1 || request.output <= 1 ? 1 : request.iterations;
    }

    private static double[] each(List<Request> requests, ToDoubleFunction<Request> value) {
        return requests.stream().mapToDouble(value).toArray();
    }

    private static int sum(double[] counts) {
        return (int) Arrays.stream(counts).sum();
    }

    private static void add(Lines lines, String metric, String unit, double[] values, double[] weights) {
        add(lines, metric, unit, values.length == 0 ? null : WeightedValues.of(values, weights), sum(weights));
    }

    /** GuideLLM prints 0 if there is no value. */
    private static void add(Lines lines, String metric, String unit, @Nullable WeightedValues values, int samples) {
        lines.add(STATISTICS, metric + ".{}", unit, values, values == null ? 0 : samples, 0.0);
    }
}
