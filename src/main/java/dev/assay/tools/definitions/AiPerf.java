package dev.assay.tools.definitions;

import dev.assay.stats.Sample;
import dev.assay.tools.definitions.ToolFigures.Lines;
import dev.assay.tools.definitions.ToolFigures.Stat;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * AIPerf's metrics, computed from the records of its profiling phase.
 *
 * <p>It counts events with content, and all events of one read have one time. Its {@code inter_token_latency} is TPOT in other tools. It uses
 * NumPy's percentile (linear) and std (divisor n); its own percentiles of {@code inter_chunk_latency} are approximate, those here are exact. It
 * leaves out a metric without values.
 */
public final class AiPerf {
    private static final List<Stat<Sample>> STATISTICS = List.of(
            new Stat<>("avg", Sample::mean),
            new Stat<>("std", VllmBench::populationSd),
            new Stat<>("min", Sample::min),
            new Stat<>("max", Sample::max),
            new Stat<>("p50", sample -> sample.quantile(0.5)),
            new Stat<>("p90", sample -> sample.quantile(0.9)),
            new Stat<>("p95", sample -> sample.quantile(0.95)),
            new Stat<>("p99", sample -> sample.quantile(0.99)));

    private AiPerf() {}

    /**
     * A record without an error. Times in milliseconds.
     *
     * @param start by a clock that is the same for all records
     * @param ttft first content − start
     * @param gaps between each content and the one before it
     * @param latency last content − start
     * @param input null if not counted
     * @param output null if not counted
     */
    public record Request(
            double start,
            double ttft,
            EventGaps gaps,
            double latency,
            @Nullable Integer input,
            @Nullable Integer output) {
        DoubleStream itl() {
            return output == null || output < 2
                    ? DoubleStream.empty()
                    : DoubleStream.of((latency - ttft) / (output - 1));
        }
    }

    static List<ToolFigure> of(List<Trace> measured) {
        return printed(measured.stream().flatMap(AiPerf::seen).toList(), SeenEvents.duration(measured));
    }

    /** It counts an error within a stream only if the event has the type "error", which servers do not send. */
    private static Stream<Request> seen(Trace trace) {
        var seen = new SeenEvents(trace);
        var arrivals = seen.arrivals(SeenEvents.Counted.WITH_OUTPUT);
        if (arrivals.length == 0 || !(seen.endedInOrder() || seen.carriedAnError())) {
            return Stream.empty();
        }
        var usage = seen.usage();
        return Stream.of(new Request(
                1000 * seen.sent(),
                1000 * (arrivals[0] - seen.sent()),
                EventGaps.of(seen, SeenEvents.Counted.WITH_OUTPUT, arrivals, 1000),
                1000 * (arrivals[arrivals.length - 1] - seen.sent()),
                usage == null ? null : usage.promptTokens(),
                usage == null ? null : usage.completionTokens()));
    }

    /**
     * Returns the figures that AIPerf prints for records without an error.
     *
     * @param seconds the length of its profiling phase, which its rates use; {@code benchmark_duration} ends with the last content
     */
    public static List<ToolFigure> printed(List<Request> requests, double seconds) {
        var n = requests.size();
        var input = sum(requests, Request::input);
        var output = sum(requests, Request::output);
        var lines = new Lines();
        lines.add("request_count.avg", "", (double) n, n);
        lines.add("benchmark_duration.avg", "s", n == 0 ? null : (Double) duration(requests), n);
        lines.add("request_throughput.avg", "/s", rate((double) n, seconds), n);
        lines.add("output_token_throughput.avg", "tok/s", rate(output, seconds), n);
        lines.add("input_token_throughput.avg", "tok/s", rate(input, seconds), n);
        lines.add(
                "total_token_throughput.avg",
                "tok/s",
                rate(input == null || output == null ? null : (Double) (input + output), seconds),
                n);
        add(lines, "request_latency", "ms", each(requests, Request::latency));
        add(lines, "time_to_first_token", "ms", each(requests, Request::ttft));
        add(
                lines,
                "time_to_second_token",
                "ms",
                requests.stream()
                        .filter(request -> request.gaps.count() > 0)
                        .mapToDouble(request -> request.gaps.first()));
        add(lines, "inter_token_latency", "ms", requests.stream().flatMapToDouble(Request::itl));
        add(lines, "inter_chunk_latency", "ms", gaps(requests));
        add(
                lines,
                "output_token_throughput_per_user",
                "tok/s",
                requests.stream()
                        .flatMapToDouble(Request::itl)
                        .filter(itl -> itl > 0)
                        .map(itl -> 1000 / itl));
        add(lines, "e2e_output_token_throughput", "tok/s", perSecond(requests, Request::output, Request::latency));
        add(lines, "prefill_throughput_per_user", "tok/s", perSecond(requests, Request::input, Request::ttft));
        add(lines, "output_sequence_length", "tokens", counts(requests, Request::output));
        add(lines, "input_sequence_length", "tokens", counts(requests, Request::input));
        return lines.all();
    }

    private static double duration(List<Request> requests) {
        var start = requests.stream().mapToDouble(Request::start).min().orElse(0);
        var end = requests.stream()
                .mapToDouble(request -> request.start + request.latency)
                .max()
                .orElse(0);
        return (end - start) / 1000;
    }

    private static DoubleStream each(List<Request> requests, ToDoubleFunction<Request> value) {
        return requests.stream().mapToDouble(value);
    }

    private static DoubleStream counts(List<Request> requests, Function<Request, @Nullable Integer> count) {
        return requests.stream().flatMapToDouble(request -> {
            var tokens = count.apply(request);
            return tokens == null ? DoubleStream.empty() : DoubleStream.of(tokens);
        });
    }

    private static DoubleStream perSecond(
            List<Request> requests, Function<Request, @Nullable Integer> count, ToDoubleFunction<Request> millis) {
        return requests.stream().flatMapToDouble(request -> {
            var tokens = count.apply(request);
            var time = millis.applyAsDouble(request);
            return tokens == null || time == 0 ? DoubleStream.empty() : DoubleStream.of(tokens * 1000 / time);
        });
    }

    /** Returns null if one of them has no count. */
    private static @Nullable Double sum(List<Request> requests, Function<Request, @Nullable Integer> count) {
        var counts = counts(requests, count).toArray();
        return counts.length == requests.size()
                ? (Double) DoubleStream.of(counts).sum()
                : null;
    }

    private static @Nullable Double rate(@Nullable Double count, double seconds) {
        return count == null || seconds <= 0 ? null : (Double) (count / seconds);
    }

    private static void add(Lines lines, String metric, String unit, DoubleStream each) {
        add(lines, metric, unit, new Sample.Builder(0).addAll(each));
    }

    private static Sample.Builder gaps(List<Request> requests) {
        var gaps = new Sample.Builder(
                requests.stream().mapToInt(request -> request.gaps.count()).sum());
        requests.forEach(
                request -> gaps.addAll(DoubleStream.of(request.gaps.each().get())));
        return gaps;
    }

    private static void add(Lines lines, String metric, String unit, Sample.Builder values) {
        var count = values.count();
        lines.add(STATISTICS, metric + ".{}", unit, count == 0 ? null : values.build(), count, null);
    }
}
