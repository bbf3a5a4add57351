package dev.assay.bench;

import dev.assay.load.ClosedLoop;
import dev.assay.rehearsal.Rehearsal;
import dev.assay.spec.Deadlines;
import dev.assay.spec.Pace;
import dev.assay.trace.Payload;
import dev.assay.trace.Trace;
import dev.assay.trace.Transcript;
import dev.assay.wire.Request;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Our own client as the gate uses it, against a server that somebody else started: {@code BASE STREAMS REQUESTS OUT TOKENS PROMPT_BYTES
 * OPENED}. Writes what {@code vllm bench serve --save-detailed} would: {@code ttfts} and {@code itls}, in seconds.
 */
final class BenchClient {
    private static final double NANOS = 1e9;

    private BenchClient() {}

    public static void main(String[] args) throws IOException {
        var uri = URI.create(args[0] + "/v1/completions");
        var streams = Integer.parseInt(args[1]);
        var requests = Integer.parseInt(args[2]);
        var tokens = Integer.parseInt(args[4]);
        var text = "word ".repeat(Math.max(1, Integer.parseInt(args[5]) / 5));
        var opened = Integer.parseInt(args[6]);
        var body = Payload.of("{\"model\":\"mock\",\"prompt\":\"" + text + "\",\"stream\":true,\"max_tokens\":" + tokens
                + ",\"min_tokens\":" + tokens
                + ",\"ignore_eos\":true,\"temperature\":0,\"stream_options\":{\"include_usage\":true}}");
        Rehearsal.warm();
        Rehearsal.at(streams);
        var traces = new ArrayList<Trace>();
        try (var transport = new Transport(Ticker.start(), Deadlines.DEFAULT)) {
            new ClosedLoop(transport, new Pace.Closed(streams), Long.MAX_VALUE, traces::add)
                    .run(IntStream.range(0, opened + requests)
                            .mapToObj(index -> new Request("bench-" + index, uri, body, index < opened))
                            .toList());
        }
        var measured = traces.stream().filter(trace -> !trace.warmup()).toList();
        Files.writeString(Path.of(args[3]), json(measured));
    }

    private static String json(List<Trace> traces) {
        var times = traces.stream().map(BenchClient::times).toList();
        var ttfts = new ArrayList<String>();
        var itls = new ArrayList<String>();
        var starts = new ArrayList<String>();
        for (var i = 0; i < traces.size(); i++) {
            var own = times.get(i);
            starts.add(seconds(traces.get(i).sent()));
            ttfts.add(seconds(own[0] - traces.get(i).sent()));
            itls.add(IntStream.range(1, own.length)
                    .mapToObj(k -> seconds(own[k] - own[k - 1]))
                    .collect(Collectors.joining(",", "[", "]")));
        }
        return "{\"ttfts\":[" + String.join(",", ttfts) + "],\"itls\":[" + String.join(",", itls)
                + "],\"start_times\":[" + String.join(",", starts) + "]}";
    }

    private static long[] times(Trace trace) {
        if (!trace.complete()) {
            throw new IllegalStateException(trace.id() + " ended as " + trace.ending());
        }
        return trace.transcript().chunks().stream()
                .filter(Transcript.Chunk::output)
                .mapToLong(chunk -> trace.reads().arrival(chunk.end()))
                .toArray();
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.9f", nanos / NANOS);
    }
}
