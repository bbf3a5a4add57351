package dev.assay.tools.definitions;

import dev.assay.stats.Sample;
import dev.assay.tools.definitions.ToolFigures.Lines;
import dev.assay.tools.definitions.ToolFigures.Stat;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of {@code vllm bench serve}: {@code serve.py} computes them from the requests that {@code endpoint_request_func.py} sends.
 *
 * <p>It counts every event with choices, even one with only a role, an empty text or a finish reason. It does not count the usage event and {@code
 * [DONE]}. It uses NumPy's percentile (linear) and std (divisor n). Means without values are 0.
 */
public final class VllmBench {
    private static final List<Stat<Sample>> STATISTICS = List.of(
            new Stat<>("mean", Sample::mean),
            new Stat<>("median", sample -> sample.quantile(0.5)),
            new Stat<>("std", VllmBench::populationSd),
            new Stat<>("p50", sample -> sample.quantile(0.5)),
            new Stat<>("p90", sample -> sample.quantile(0.9)),
            new Stat<>("p95", sample -> sample.quantile(0.95)),
            new Stat<>("p99", sample -> sample.quantile(0.99)));

    private VllmBench() {}

    /**
     * A request that it counts as completed. Times in seconds.
     *
     * @param start of its clock
     * @param ttft first event − start
     * @param itls between each event and the one before
     * @param latency last event − start
     * @param output null if not counted
     */
    public record Request(
            double start,
            double ttft,
            EventGaps itls,
            double latency,
            int input,
            @Nullable Integer output) {}

    static List<ToolFigure> of(List<Trace> measured) {
        var completed = measured.stream().flatMap(VllmBench::seen).toList();
        return printed(completed, measured.size() - completed.size(), SeenEvents.duration(measured));
    }

    /** It takes an error within the stream for the end of a successful answer if an event came before it. */
    private static Stream<Request> seen(Trace trace) {
        var seen = new SeenEvents(trace);
        var arrivals = seen.arrivals(SeenEvents.Counted.ALL);
        if (arrivals.length == 0 || !(seen.endedInOrder() || seen.carriedAnError())) {
            return Stream.empty();
        }
        var usage = seen.usage();
        return Stream.of(new Request(
                seen.sent(),
                arrivals[0] - seen.sent(),
                EventGaps.of(seen, SeenEvents.Counted.ALL, arrivals, 1),
                arrivals[arrivals.length - 1] - seen.sent(),
                usage == null ? 0 : usage.promptTokens(),
                usage == null || usage.completionTokens() == 0 ? null : usage.completionTokens()));
    }

    /**
     * Returns the figures that it prints.
     *
     * @param duration seconds from the first sending to the last end
     */
    public static List<ToolFigure> printed(List<Request> completed, int failed, double duration) {
        var counted = completed.stream().allMatch(request -> request.output != null);
        var input = completed.stream().mapToLong(Request::input).sum();
        var output = counted
                ? Double.valueOf(
                        completed.stream().mapToDouble(VllmBench::output).sum())
                : null;
        var n = completed.size();
        var lines = new Lines();
        lines.add("duration", "s", duration, n);
        lines.add("completed", "", (double) n, n);
        lines.add("failed", "", (double) failed, failed);
        lines.add("total_input_tokens", "tokens", counted ? (Double) (double) input : null, n);
        lines.add("total_output_tokens", "tokens", output, n);
        lines.add("request_throughput", "/s", rate((double) n, duration), n);
        lines.add("output_throughput", "tok/s", rate(output, duration), n);
        lines.add("total_token_throughput", "tok/s", rate(output == null ? null : input + output, duration), n);
        var seconds = new Seconds(completed);
        var millis = new Sample.Builder(
                completed.stream().mapToInt(request -> request.itls.count()).sum());
        completed.forEach(request -> seconds.add(request, millis));
        lines.add("max_output_tokens_per_s", "events in one second", seconds.mostEvents(), n);
        lines.add("max_concurrent_requests", "", seconds.mostRequests(), n);
        add(lines, "ttft", each(completed, Request::ttft));
        add(
                lines,
                "tpot",
                counted
                        ? completed.stream()
                                .filter(request -> output(request) > 1)
                                .mapToDouble(request -> (request.latency - request.ttft) / (output(request) - 1))
                        : null);
        add(lines, "itl", millis);
        add(lines, "e2el", each(completed, Request::latency));
        return lines.all();
    }

    private static DoubleStream each(List<Request> requests, ToDoubleFunction<Request> value) {
        return requests.stream().mapToDouble(value);
    }

    private static void add(Lines lines, String metric, @Nullable DoubleStream seconds) {
        if (seconds == null) {
            lines.add(STATISTICS, name(metric), "ms", null, 0, null);
        } else {
            add(lines, metric, new Sample.Builder(0).addAll(seconds.map(value -> value * 1000)));
        }
    }

    private static String name(String metric) {
        return "{}_" + metric + "_ms";
    }

    private static void add(Lines lines, String metric, Sample.Builder millis) {
        var count = millis.count();
        lines.add(STATISTICS, name(metric), "ms", count == 0 ? null : millis.build(), count, 0.0);
    }

    private static int output(Request request) {
        return request.output == null ? 0 : request.output;
    }

    private static @Nullable Double rate(@Nullable Double count, double duration) {
        return count == null || duration <= 0 ? null : (Double) (count / duration);
    }

    static double populationSd(Sample sample) {
        var n = sample.size();
        return sample.sd().orElse(0) * Math.sqrt((n - 1.0) / n);
    }

    /** Counts events and active requests for each whole second since the first start. */
    private static final class Seconds {
        private final double start;
        private final int[] events;
        private final int[] requests;

        Seconds(List<Request> completed) {
            this.start = completed.stream().mapToDouble(Request::start).min().orElse(0);
            var end = completed.stream()
                    .mapToDouble(request -> request.start + request.latency)
                    .max()
                    .orElse(0);
            var length = (int) Math.ceil(end - start) + 1;
            this.events = new int[length];
            this.requests = new int[length];
        }

        /** Counts a request and its events, and adds its gaps to those of all requests. */
        void add(Request request, Sample.Builder millis) {
            var time = request.start + request.ttft;
            count(time - start);
            for (var gap : request.itls.each().get()) {
                time += gap;
                count(time - start);
                millis.add(gap * 1000);
            }
            for (var second = (int) (request.start - start);
                    second <= (int) (request.start + request.latency - start);
                    second++) {
                requests[second]++;
            }
        }

        private void count(double second) {
            if (second >= 0 && (int) second < events.length) {
                events[(int) second]++;
            }
        }

        double mostEvents() {
            return IntStream.of(events).max().orElse(0);
        }

        double mostRequests() {
            return IntStream.of(requests).max().orElse(0);
        }
    }
}
