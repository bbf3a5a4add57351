package dev.assay.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a client of the bench stamped of one request, in nanoseconds of one clock. */
final class Stamps {
    private static final double NANOS = 1e9;

    private final long sent;
    private final long[] tokens;

    /** @param tokens when each token came, the first first */
    Stamps(long sent, long[] tokens) {
        this.sent = sent;
        this.tokens = tokens;
    }

    /** Returns what {@code vllm bench serve --save-detailed} would write of these requests: lists in seconds. */
    static String json(List<Stamps> requests) {
        return "{\"start_times\":" + list(requests, request -> seconds(request.sent)) + ",\"ttfts\":"
                + list(requests, request -> seconds(request.tokens[0] - request.sent)) + ",\"itls\":"
                + list(requests, Stamps::gaps) + "}";
    }

    private static String list(List<Stamps> requests, Function<Stamps, String> part) {
        return requests.stream().map(part).collect(Collectors.joining(",", "[", "]"));
    }

    private String gaps() {
        return IntStream.range(1, tokens.length)
                .mapToObj(i -> seconds(tokens[i] - tokens[i - 1]))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.9f", nanos / NANOS);
    }
}
