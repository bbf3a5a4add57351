package dev.assay.bench;

import dev.assay.stats.Sample;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The figures of one run of one client, from the client's file and the server's log. */
final class ClientRun {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MILLIS = 1e3;

    private final ClientBench.Setting setting;
    private final long[] reads;
    private final long[] ends;
    private final double[] lateMicros;
    private final double[] ttfts;
    private final double[] starts;
    private final double[][] itls;

    ClientRun(ClientBench.Setting setting, JsonNode client, JsonNode score) {
        this.setting = setting;
        this.reads = last(score.get("reads"));
        this.ends = last(score.get("ends"));
        this.lateMicros = numbers(score.get("late_us"));
        this.ttfts = numbers(client.get("ttfts"));
        this.starts = client.has("start_times") ? numbers(client.get("start_times")) : new double[0];
        // Some clients count the usage chunk as a token.
        this.itls = StreamSupport.stream(client.get("itls").spliterator(), false)
                .map(own -> Arrays.copyOf(numbers(own), setting.tokens() - 1))
                .toArray(double[][]::new);
        if (ttfts.length != setting.requests()) {
            throw new IllegalStateException(
                    "expected the times of " + setting.requests() + " requests, found " + ttfts.length);
        }
    }

    private static double[] numbers(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    /** Returns the last entries, which are the measured requests; warm-up requests and readiness checks come before them. */
    private long[] last(JsonNode list) {
        var all = StreamSupport.stream(list.spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .sorted()
                .toArray();
        if (all.length < setting.requests()) {
            throw new IllegalStateException("the server saw " + all.length + " requests of " + setting.requests());
        }
        return Arrays.copyOfRange(all, all.length - setting.requests(), all.length);
    }

    Map<Figure, Double> figures(ProcessorTime processor) {
        var first = Sample.of(Arrays.stream(ttfts).map(ttft -> MILLIS * ttft - setting.firstMillis()));
        var gaps = Sample.of(Arrays.stream(itls).flatMapToDouble(Arrays::stream).map(itl -> MILLIS * itl));
        var server = Sample.of(Arrays.stream(lateMicros).map(micros -> micros / MILLIS));
        var figures = new EnumMap<Figure, Double>(Figure.class);
        figures.put(Figure.TTFT_MEAN, first.mean());
        figures.put(Figure.TTFT_P99, first.quantile(0.99));
        figures.put(Figure.FROM_SCHEDULE, launchDelay() + first.mean());
        figures.put(Figure.ITL_MEAN, gaps.mean());
        figures.put(Figure.ITL_P99, gaps.quantile(0.99));
        figures.put(Figure.ITL_MAX, gaps.max());
        figures.put(Figure.ITL_SD, gaps.sd().orElse(0));
        figures.put(Figure.STAMP_P99, Sample.of(stampsLate()).quantile(0.99));
        figures.put(
                Figure.CPU,
                processor.between(reads[0], ends[ends.length - 1]) / 1000 / setting.requests() / setting.tokens());
        figures.put(Figure.MEMORY, processor.mebibytes());
        figures.put(Figure.SERVER_MEAN, server.mean());
        figures.put(Figure.SERVER_P99, server.quantile(0.99));
        return figures;
    }

    /**
     * Returns the mean delay of sending in milliseconds. The first request of each stream is due with the very first one, every other when the
     * server has ended the answer before it. NaN if the client does not report when it sent.
     */
    private double launchDelay() {
        if (starts.length != reads.length) {
            return Double.NaN;
        }
        var sent = Arrays.stream(starts)
                .map(seconds -> seconds * MILLIS * NANOS_PER_MILLI)
                .sorted()
                .toArray();
        // Each client has its own clock. The request that the server read soonest after sending shows the offset.
        var offset = IntStream.range(0, sent.length)
                .mapToDouble(i -> reads[i] - sent[i])
                .min()
                .orElseThrow();
        var delays = IntStream.range(0, sent.length)
                .mapToDouble(i -> sent[i] - (i < setting.streams() ? sent[0] : ends[i - setting.streams()] - offset));
        return Sample.of(delays).mean() / NANOS_PER_MILLI;
    }

    /** Returns for each token how long after its due time it was stamped, counted from sending, in milliseconds. */
    private DoubleStream stampsLate() {
        return IntStream.range(0, ttfts.length).boxed().flatMapToDouble(request -> {
            var times = new double[setting.tokens()];
            times[0] = MILLIS * ttfts[request];
            for (var i = 1; i < times.length; i++) {
                times[i] = times[i - 1] + MILLIS * itls[request][i - 1];
            }
            return IntStream.range(0, times.length)
                    .mapToDouble(i -> times[i] - setting.firstMillis() - i * setting.gapMillis());
        });
    }
}
