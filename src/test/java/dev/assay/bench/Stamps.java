package dev.assay.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The time stamps of one request in the benchmark, in nanoseconds of one clock. */
final class Stamps {
    private static final double NANOS = 1e9;

    private final long sent;
    private final long[] tokens;

    /** @param tokens when each token came, in order */
    Stamps(long sent, long[] tokens) {
        this.sent = sent;
        this.tokens = tokens;
    }

    /** Returns the lists that {@code vllm bench serve --save-detailed} would write for these requests, in seconds. */
    static Map<String, Object> lists(List<Stamps> requests) {
        var lists = new LinkedHashMap<String, Object>();
        lists.put(
                "start_times",
                requests.stream().mapToDouble(request -> request.sent / NANOS).toArray());
        lists.put(
                "ttfts",
                requests.stream()
                        .mapToDouble(request -> (request.tokens[0] - request.sent) / NANOS)
                        .toArray());
        lists.put("itls", requests.stream().map(Stamps::gaps).toList());
        return lists;
    }

    private double[] gaps() {
        return IntStream.range(1, tokens.length)
                .mapToDouble(i -> (tokens[i] - tokens[i - 1]) / NANOS)
                .toArray();
    }
}
