package dev.assay.bench;

import static dev.assay.testing.Figures.named;

import dev.assay.audits.client.ClientShift;
import dev.assay.calibration.Calibration;
import dev.assay.calibration.DisturbanceWatch;
import dev.assay.figures.Figure;
import dev.assay.figures.FigureTable;
import dev.assay.load.ClosedLoop;
import dev.assay.load.LoadLoop;
import dev.assay.plan.deployments.Deadlines;
import dev.assay.plan.testspecs.Pace;
import dev.assay.recording.ClientDisturbance;
import dev.assay.recording.ClientRecord;
import dev.assay.recording.Recording;
import dev.assay.recording.SideRecords;
import dev.assay.testing.Plans;
import dev.assay.trace.Payload;
import dev.assay.trace.Trace;
import dev.assay.trace.Transcript;
import dev.assay.wire.LaunchPace;
import dev.assay.wire.Request;
import dev.assay.wire.RequestHeaders;
import dev.assay.wire.Route;
import dev.assay.wire.SocketThreads;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.ObjectMapper;

/**
 * Runs our own client as the gate uses it, against a server that is already running: {@code BASE STREAMS REQUESTS OUT TOKENS PROMPT_BYTES
 * OPENED PACE CERTIFICATE}, the last as {@link BenchServer} writes it.
 */
final class BenchClient {
    static final int LOOPS = Integer.getInteger("bench.loops", 1);

    private BenchClient() {}

    public static void main(String[] args) throws IOException {
        var uri = URI.create(args[0] + "/v1/completions");
        var streams = Integer.parseInt(args[1]);
        var requests = Integer.parseInt(args[2]);
        var body = Payload.of(body(Integer.parseInt(args[4]), Integer.parseInt(args[5])));
        var opened = Integer.parseInt(args[6]);
        // Server and client of a calibration are one process, which may have too few file handles for both.
        var calibrated = Math.min(streams, Integer.getInteger("bench.calibrated", streams));
        var overhead = Calibration.at(calibrated, LOOPS, uri.getScheme().equals("https"));
        var traces = new ArrayList<Trace>();
        ClientDisturbance disturbance;
        try (var transport = new Transport(
                        Ticker.start(),
                        Deadlines.DEFAULT,
                        RequestHeaders.NONE.by(trusting(args[8])),
                        new SocketThreads(LOOPS, new LaunchPace(Long.getLong("bench.pace-ns", overhead.pace()))));
                var watch = new DisturbanceWatch(transport)) {
            new ClosedLoop(transport, new Pace.Closed(streams), Long.MAX_VALUE, traces::add)
                    .run(
                            IntStream.range(0, opened + requests)
                                    .mapToObj(index -> new Request("bench-" + index, uri, body, index < opened))
                                    .toList(),
                            LoadLoop.Beginning.now(transport::now, watch::begin));
            disturbance = watch.stop();
        }
        var measured = traces.stream().filter(trace -> !trace.warmup()).toList();
        var said = Stamps.lists(measured.stream().map(BenchClient::stamps).toList());
        said.put("pace", overhead.pace());
        said.put("figures", figures(measured, new ClientRecord(overhead, disturbance)));
        new ObjectMapper().writeValue(Path.of(args[3]), said);
    }

    /** @param der a certificate in DER, in Base64 */
    static Route trusting(String der) {
        try {
            var certificate = CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(Base64.getDecoder().decode(der)));
            return new Route(Route.trusting(List.of(certificate)), null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns each figure of the gate that has a clock in it: its value, and the two that it may have without the client. */
    private static Map<String, double[]> figures(List<Trace> measured, ClientRecord client) {
        var figures = FigureTable.of(measured);
        var shift = ClientShift.of(
                        new Pace.Closed(1),
                        new Recording(Plans.recording(measured).header(), measured, SideRecords.NONE.with(client)),
                        figures)
                .orElseThrow();
        var pairs = new LinkedHashMap<String, double[]>();
        for (var name : KnownTruth.FIGURES) {
            if (figures.get(named(name)) instanceof Figure.Measured found) {
                var without = shift.without(found);
                pairs.put(name, new double[] {found.value(), without.delayed(), without.flattered()});
            }
        }
        return pairs;
    }

    /** Returns the body of the requests of all our clients. */
    static String body(int tokens, int promptBytes) {
        return "{\"model\":\"mock\",\"prompt\":\"" + "word ".repeat(Math.max(1, promptBytes / 5))
                + "\",\"stream\":true,\"max_tokens\":" + tokens + ",\"min_tokens\":" + tokens
                + ",\"ignore_eos\":true,\"temperature\":0,\"stream_options\":{\"include_usage\":true}}";
    }

    private static Stamps stamps(Trace trace) {
        if (!trace.complete()) {
            throw new IllegalStateException(trace.id() + " ended as " + trace.ending());
        }
        return new Stamps(
                trace.sent(),
                trace.transcript().chunks().stream()
                        .filter(Transcript.Chunk::output)
                        .mapToLong(chunk -> trace.reads().arrival(chunk.end()))
                        .toArray());
    }
}
