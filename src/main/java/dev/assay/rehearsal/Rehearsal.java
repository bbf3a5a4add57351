package dev.assay.rehearsal;

import dev.assay.load.ClosedLoop;
import dev.assay.spec.Deadlines;
import dev.assay.spec.Pace;
import dev.assay.stats.Sample;
import dev.assay.trace.ClientOverhead;
import dev.assay.trace.Payload;
import dev.assay.trace.Trace;
import dev.assay.trace.Transcript;
import dev.assay.wire.Request;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The harness on a server of known truth, before it meets one that is not known. A cold JVM is late by hundreds of milliseconds; what is left
 * once it is warm is what its figures have to be read with.
 */
public final class Rehearsal {
    private static final Beat QUICK = new Beat(Duration.ofMillis(1), Duration.ofNanos(200_000), 4);
    private static final int WARM_STREAMS = 16;
    private static final int TOKENS = 30;
    private static final int LEAST_REQUESTS = 20;
    private static final double NANOS_PER_MILLI = 1e6;

    private Rehearsal() {}

    /** Warms what sends requests, with thousands of short answers, and what reads events, with long ones. */
    public static void warm() {
        try (var server = new Metronome(QUICK, 0)) {
            play(server, WARM_STREAMS, 3000, 2);
            play(server, WARM_STREAMS, 400, 200);
        }
    }

    /**
     * Finds what the harness adds to the times of so many streams at once.
     *
     * @param inFlight at least 1
     */
    public static ClientOverhead at(int inFlight) {
        try (var server = new Metronome(Beat.STANDARD, 0)) {
            // The connections are open then, as those of a row are once the server is warm.
            play(server, inFlight, inFlight, 2);
            server.score();
            return overhead(
                    inFlight, play(server, inFlight, Math.max(inFlight, LEAST_REQUESTS), TOKENS), server.score());
        }
    }

    private static ClientOverhead overhead(int inFlight, List<Trace> traces, Score score) {
        var first = Sample.of(traces.stream().mapToDouble(Rehearsal::lateness));
        var gaps = Sample.of(traces.stream().flatMapToDouble(Rehearsal::gapErrors));
        return new ClientOverhead(
                inFlight,
                traces.size(),
                first.mean(),
                first.quantile(0.99),
                gaps.quantile(0.99),
                score.lateP99Millis());
    }

    private static List<Trace> play(Metronome server, int inFlight, int requests, int tokens) {
        var uri = URI.create(server.base() + "/v1/completions");
        var body = Payload.of("{\"model\":\"mock\",\"prompt\":\"\",\"stream\":true,\"max_tokens\":" + tokens + "}");
        var traces = new ArrayList<Trace>();
        try (var transport = new Transport(Ticker.start(), Deadlines.DEFAULT)) {
            new ClosedLoop(transport, new Pace.Closed(inFlight), Long.MAX_VALUE, traces::add)
                    .run(IntStream.range(0, requests)
                            .mapToObj(index -> new Request("rehearsal-" + index, uri, body, false))
                            .toList());
        }
        return traces;
    }

    private static double lateness(Trace trace) {
        return outputs(trace).findFirst().orElseThrow()
                - trace.sent() / NANOS_PER_MILLI
                - millis(Beat.STANDARD.first());
    }

    private static DoubleStream gapErrors(Trace trace) {
        var times = outputs(trace).toArray();
        return IntStream.range(1, times.length).mapToDouble(i -> times[i] - times[i - 1] - millis(Beat.STANDARD.gap()));
    }

    private static DoubleStream outputs(Trace trace) {
        return trace.transcript().chunks().stream()
                .filter(Transcript.Chunk::output)
                .mapToDouble(chunk -> trace.reads().arrival(chunk.end()) / NANOS_PER_MILLI);
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / NANOS_PER_MILLI;
    }
}
