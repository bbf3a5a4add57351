package dev.assay.run.measurement;

import dev.assay.calibration.Calibration;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.ClientOverhead;
import dev.assay.recording.Provenance;
import dev.assay.run.console.Console;
import dev.assay.server.Endpoint;
import dev.assay.shards.Part;
import dev.assay.shards.Sharing;
import dev.assay.wire.LaunchPace;
import dev.assay.wire.SocketThreads;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Measures what the client adds to the times of live load tests, before a request goes to their server; once for each number of requests in flight. */
public final class Calibrations {
    private static final double NANOS_PER_MS = 1e6;
    private static final int MOST_AT_A_RATE = 256;

    /** What the client adds depends only on this JVM, which compiles its code once. So it is measured once for all runs in it. */
    private static final Map<Load, ClientOverhead> KNOWN = new ConcurrentHashMap<>();

    private record Load(int inFlight, int loops, boolean tls) {}

    private final int loops;
    private final Console console;

    /** @param loops how many threads share the sockets */
    Calibrations(int loops, Console console) {
        this.loops = loops;
        this.console = console;
    }

    /** Returns what the client adds to its part of a test; empty if the test measures no latency now. */
    Optional<ClientOverhead> of(Planned planned, Endpoint endpoint, Part part) {
        if (!(planned.test() instanceof TestSpec.LoadTest loadTest) || endpoint.provenance() != Provenance.MEASURED) {
            return Optional.empty();
        }
        // The JDK's client, which goes through proxies, is calibrated without TLS.
        var tls = "https".equalsIgnoreCase(endpoint.base().getScheme())
                && planned.deployment().network().proxy() == null;
        var found = KNOWN.computeIfAbsent(
                new Load(atOnce(loadTest.pace(), part), loops, tls),
                load -> Calibration.at(
                        load.inFlight(), load.loops(), load.tls(), line -> console.line(planned.name() + ": " + line)));
        console.line(String.format(
                Locale.ROOT,
                "%s: the client adds at most %.3f ms to a first token with %d in flight (p99 %.3f ms)",
                planned.name(),
                found.ttftMean() / NANOS_PER_MS,
                found.inFlight(),
                found.ttftP99() / NANOS_PER_MS));
        return Optional.of(found);
    }

    /** Returns the threads with which the client was calibrated; one if it was not. */
    static SocketThreads threads(Optional<ClientOverhead> overhead) {
        return overhead.map(known -> new SocketThreads(known.loops(), new LaunchPace(known.pace())))
                .orElse(SocketThreads.ONE);
    }

    /** At a rate, the server decides how many requests are in flight; the requests of one second are a good enough number. */
    private static int atOnce(Pace pace, Part part) {
        return switch (pace) {
            case Pace.Closed closed -> part.streams(closed.inFlight());
            case Pace.Open open ->
                Math.clamp(Math.round(open.rate().value() * part.share(Sharing.streams(open))), 1, MOST_AT_A_RATE);
        };
    }
}
