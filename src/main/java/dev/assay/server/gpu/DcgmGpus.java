package dev.assay.server.gpu;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.plan.deployments.Deadlines;
import dev.assay.plan.launch.Gpus;
import dev.assay.recording.GpuRecord;
import dev.assay.recording.GpuRecord.Sample;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads all GPUs that a DCGM exporter reports. The exporter runs on the server's machine, which may be another one. */
public final class DcgmGpus implements GpuSource {
    private static final Duration ANSWER = Duration.ofSeconds(5);
    /** How long to wait for the polling thread to end; longer than one poll takes. */
    private static final Duration TO_END = Duration.ofSeconds(10);

    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final double NANOS_PER_MS = 1e6;

    private final URI metrics;

    /** @param metrics the exporter's page, {@code http://host:9400/metrics} */
    public DcgmGpus(URI metrics) {
        this.metrics = metrics;
    }

    @Override
    public Map<String, String> facts(URI server, Gpus seen) {
        try (var transport = transport(Ticker.start())) {
            return DcgmText.facts(DcgmText.gpus(text(transport)).values());
        }
    }

    @Override
    public Optional<GpuWatch> watch(URI server, Gpus seen, Ticker ticker, Path raw) {
        return Optional.of(new Watch(ticker, raw));
    }

    private static Transport transport(Ticker ticker) {
        return new Transport(ticker, Deadlines.DEFAULT);
    }

    /** Returns the page; empty if the exporter does not answer. */
    private String text(Transport transport) {
        try {
            var reply = transport.get(metrics, ANSWER);
            return reply.status() == 200 ? reply.body() : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** Polls the exporter once a second on its own thread. */
    private final class Watch implements GpuWatch {
        private final Ticker ticker;
        private final Transport transport;
        private final Map<String, List<Sample>> samples = new LinkedHashMap<>();
        private final Map<String, DcgmText.Seen> last = new LinkedHashMap<>();
        private final Thread thread;
        private volatile boolean closed;

        Watch(Ticker ticker, Path raw) {
            this.ticker = ticker;
            this.transport = transport(ticker);
            this.thread = Thread.ofPlatform().daemon().name("assay-gpu").start(() -> look(raw));
        }

        private void look(Path raw) {
            try (var copy = begin(raw)) {
                while (!closed) {
                    var due = ticker.nanos() + PAUSE_NANOS;
                    var text = text(transport);
                    var at = ticker.nanos();
                    add(at, DcgmText.gpus(text));
                    write(copy, at, text);
                    for (var left = due - ticker.nanos(); left > 0 && !closed; left = due - ticker.nanos()) {
                        LockSupport.parkNanos(left);
                    }
                }
            } catch (IOException e) {
                // The disk is full: the samples until then are kept.
            }
        }

        private synchronized void add(long nanos, Map<String, DcgmText.Seen> gpus) {
            gpus.forEach((uuid, gpu) -> {
                last.put(uuid, gpu);
                samples.computeIfAbsent(uuid, key -> new ArrayList<>()).add(gpu.sample(nanos));
            });
        }

        @Override
        public GpuRecord stop() {
            close();
            return seen();
        }

        private synchronized GpuRecord seen() {
            return new GpuRecord(
                    "a DCGM exporter",
                    last.entrySet().stream()
                            .map(each -> new GpuRecord.Gpu(
                                    name(each.getValue()),
                                    !each.getValue().profiles().isEmpty(),
                                    samples.getOrDefault(each.getKey(), List.of())))
                            .toList(),
                    0,
                    List.of());
        }

        @Override
        public void close() {
            closed = true;
            LockSupport.unpark(thread);
            try {
                thread.join(TO_END);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            transport.close();
        }
    }

    private static String name(DcgmText.Seen gpu) {
        return Stream.of(gpu.label("gpu"), gpu.label("modelName"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(": "));
    }

    private static BufferedWriter begin(Path raw) throws IOException {
        Files.createDirectories(raw.toAbsolutePath().getParent());
        return Files.newBufferedWriter(raw, UTF_8);
    }

    private static void write(BufferedWriter copy, long nanos, String text) throws IOException {
        copy.write(String.format(Locale.ROOT, "# %.3f ms%n", nanos / NANOS_PER_MS));
        for (var line :
                text.lines().filter(each -> each.startsWith(DcgmText.PREFIX)).toList()) {
            copy.write(line + System.lineSeparator());
        }
    }
}
