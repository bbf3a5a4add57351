package dev.assay.calibration;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.assay.load.ClosedLoop;
import dev.assay.plan.deployments.Deadlines;
import dev.assay.plan.testspecs.Pace;
import dev.assay.recording.ClientOverhead;
import dev.assay.recording.ReadingDelays;
import dev.assay.stats.QuantileTest;
import dev.assay.stats.Sample;
import dev.assay.trace.Payload;
import dev.assay.trace.Trace;
import dev.assay.trace.Transcript;
import dev.assay.wire.LaunchPace;
import dev.assay.wire.Request;
import dev.assay.wire.RequestHeaders;
import dev.assay.wire.SocketThreads;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Measures the overhead of the client on a reference server of known timing, before a live load test. A cold JVM is late by hundreds of milliseconds, so the client
 * is warmed first; what remains then is the uncertainty of its times.
 */
public final class Calibration {
    private static final TokenTiming QUICK = new TokenTiming(Duration.ofMillis(1), Duration.ofNanos(200_000), 4);
    private static final int LEAST_STREAMS = 16;
    private static final int SHORT_ANSWERS = 3000;
    private static final int EVENTS = 60_000;
    private static final int TOKENS = 5;
    /** How many requests each stream sends: at least two, because the end of an answer is stamped while the next requests are sent. */
    private static final int LEAST_PER_STREAM = 2;

    private static final int MOST_PER_STREAM = 20;
    private static final int ENOUGH_REQUESTS = 100;
    private static final double SURE = 0.95;

    /** For files, pipes and jars that are opened meanwhile. */
    private static final int SPARE_HANDLES = 100;

    private static final int MOST_ROUNDS = 8;
    private static final long BETWEEN_LINES_NANOS = 5_000_000_000L;
    /** If the compiler worked for a smaller share of a round, it no longer matters. */
    private static final double COMPILING = 0.02;

    private Calibration() {}

    /**
     * Warms the code that sends requests, with thousands of short answers, and the code that reads events, with long ones, until the compiler has little left to do.
     * On few processors, a busy compiler takes time from the measurement. Many streams use other code paths than a few, so this is done for each number of streams.
     *
     * @param tls whether over TLS
     */
    public static void warm(int inFlight, boolean tls) {
        warm(inFlight, 1, tls ? LoopbackCertificate.create() : null, round -> {});
    }

    /**
     * Does the same, and returns what the last round cost.
     *
     * @param loops how many threads share the sockets
     * @param certificate what the server shows over TLS; absent: without TLS
     * @param progress takes the number of a round before it begins, from 1; after the first, at most one every few seconds
     */
    private static RequestCost warm(
            int inFlight, int loops, @Nullable LoopbackCertificate certificate, IntConsumer progress) {
        var streams = Math.max(inFlight, LEAST_STREAMS);
        try (var server = new ReferenceServer(QUICK, 0, certificate);
                // Without a pace the threads never wait actively, so their processor time is that of their work.
                var transport = transport(new SocketThreads(loops, LaunchPace.NONE), certificate)) {
            var last = System.nanoTime();
            for (var round = 1; ; round++) {
                var begun = System.nanoTime();
                if (round == 1 || begun - last >= BETWEEN_LINES_NANOS) {
                    progress.accept(round);
                    last = begun;
                }
                var compiled = compiledMillis();
                var before = transport.processorNanos();
                var shorts = play(server, transport, streams, Math.max(SHORT_ANSWERS, streams), 2);
                var between = transport.processorNanos();
                var longs = play(server, transport, streams, 2 * streams, Math.max(10, EVENTS / (2 * streams)));
                var after = transport.processorNanos();
                var tookMillis = (System.nanoTime() - begun) / 1_000_000;
                if (round == MOST_ROUNDS || compiledMillis() - compiled < COMPILING * tookMillis) {
                    return before < 0
                            ? RequestCost.UNKNOWN
                            : RequestCost.of(work(shorts, between - before), work(longs, after - between));
                }
            }
        }
    }

    private static RequestCost.Work work(List<Trace> traces, long nanos) {
        return new RequestCost.Work(
                traces.size(),
                traces.stream().mapToInt(trace -> trace.reads().count()).sum(),
                nanos);
    }

    private static Transport transport(SocketThreads threads, @Nullable LoopbackCertificate certificate) {
        var headers = certificate == null ? RequestHeaders.NONE : RequestHeaders.NONE.by(certificate.route());
        return new Transport(Ticker.start(), Deadlines.DEFAULT, headers, threads);
    }

    private static long compiledMillis() {
        var compiler = ManagementFactory.getCompilationMXBean();
        return compiler != null && compiler.isCompilationTimeMonitoringSupported()
                ? compiler.getTotalCompilationTime()
                : 0;
    }

    /**
     * Warms the client and measures what it adds at most to times, with this number of streams.
     *
     * @param inFlight at least 1
     * @param loops how many threads share the sockets, at least 1
     * @param tls whether over TLS
     */
    public static ClientOverhead at(int inFlight, int loops, boolean tls) {
        return at(inFlight, loops, tls, line -> {});
    }

    /**
     * Does the same, and reports its progress.
     *
     * @param progress takes a line when a step begins
     * @throws UncheckedIOException if this process may not have two file handles for each stream
     */
    public static ClientOverhead at(int inFlight, int loops, boolean tls, Consumer<String> progress) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            requireHandles(inFlight, system.getOpenFileDescriptorCount(), system.getMaxFileDescriptorCount());
        }
        var certificate = tls ? LoopbackCertificate.create() : null;
        var over = tls ? " over TLS" : "";
        var cost = warm(
                inFlight,
                loops,
                certificate,
                round -> progress.accept("warming the client with " + inFlight + " in flight" + over
                        + " on a server of its own, round " + round + " of at most " + MOST_ROUNDS));
        progress.accept("calibrating the client with " + inFlight + " in flight" + over + ": " + requests(inFlight)
                + " requests to a server of known timing");
        var timing = TokenTiming.of(inFlight);
        var threads = new SocketThreads(
                loops, cost.pace((double) inFlight / loops / timing.gap().toNanos()));
        try (var server = new ReferenceServer(timing, 0, certificate);
                var transport = transport(threads, certificate)) {
            // Opens the connections, as the warm-up requests of a test do.
            play(server, transport, inFlight, inFlight, 2);
            server.takeLog();
            System.gc();
            transport.beginWatch();
            var traces = play(server, transport, inFlight, requests(inFlight), TOKENS);
            var reading = transport.endWatch().orElse(null);
            return overhead(inFlight, threads, timing, traces, server.takeLog(), reading);
        }
    }

    /**
     * Refuses what would wait without end for a file handle: each stream takes one for the client and one for the server of the calibration.
     *
     * @param open how many this process has open
     * @param most how many it may have open
     * @throws UncheckedIOException if these are too few
     */
    static void requireHandles(int inFlight, long open, long most) {
        var needed = open + 2L * inFlight + SPARE_HANDLES;
        if (needed > most) {
            throw new UncheckedIOException(
                    "cannot calibrate the client with " + inFlight + " in flight",
                    new IOException(
                            "that needs " + needed + " file handles, two for each stream, and this process may have "
                                    + most + " (Too many open files)"));
        }
    }

    private static int requests(int inFlight) {
        return inFlight * Math.clamp(ENOUGH_REQUESTS / inFlight, LEAST_PER_STREAM, MOST_PER_STREAM);
    }

    private static ClientOverhead overhead(
            int inFlight,
            SocketThreads threads,
            TokenTiming timing,
            List<Trace> traces,
            ReferenceLog log,
            @Nullable ReadingDelays reading) {
        var first = Sample.of(traces.stream().mapToDouble(trace -> lateness(trace, timing, 0)));
        var last = Sample.of(traces.stream().mapToDouble(trace -> lateness(trace, timing, TOKENS - 1)));
        var gaps = Sample.of(traces.stream().flatMapToDouble(trace -> gapErrors(trace, timing)));
        return new ClientOverhead(
                inFlight,
                traces.size(),
                Math.round(first.meanAtMost(SURE)),
                Math.round(p99AtMost(first)),
                Math.round(last.meanAtMost(SURE)),
                Math.round(p99AtMost(last)),
                Math.round(p99AtMost(gaps)),
                log.lateP99(),
                threads.count(),
                threads.pace().nanos(),
                reading);
    }

    /** The largest value, if there are too few for a bound. */
    private static double p99AtMost(Sample sample) {
        return Math.min(
                sample.max(), QuantileTest.interval(sample, 0.99, 2 * SURE - 1).high());
    }

    private static List<Trace> play(
            ReferenceServer server, Transport transport, int inFlight, int requests, int tokens) {
        var uri = URI.create(server.base() + "/v1/completions");
        var body = Payload.of("{\"model\":\"mock\",\"prompt\":\"\",\"stream\":true,\"max_tokens\":" + tokens + "}");
        var traces = new ArrayList<Trace>();
        new ClosedLoop(transport, new Pace.Closed(inFlight), Long.MAX_VALUE, traces::add)
                .run(IntStream.range(0, requests)
                        .mapToObj(index -> new Request("calibration-" + index, uri, body, false))
                        .toList());
        return traces;
    }

    private static double lateness(Trace trace, TokenTiming timing, int token) {
        return outputs(trace)[token] - timing.dueNanos(trace.sent(), token);
    }

    private static DoubleStream gapErrors(Trace trace, TokenTiming timing) {
        var times = outputs(trace);
        return IntStream.range(1, times.length)
                .mapToDouble(i -> times[i] - times[i - 1] - timing.gap().toNanos());
    }

    /** Returns when each token arrived. The server must answer every request completely. */
    private static long[] outputs(Trace trace) {
        if (!trace.complete()) {
            throw new IllegalStateException("the reference server did not complete an answer: " + trace.ending());
        }
        return trace.transcript().chunks().stream()
                .filter(Transcript.Chunk::output)
                .mapToLong(chunk -> trace.reads().arrival(chunk.end()))
                .toArray();
    }
}
