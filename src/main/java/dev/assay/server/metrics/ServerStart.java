package dev.assay.server.metrics;

import dev.assay.server.prometheus.MetricsPage;
import dev.assay.wire.Transport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When a server's process started, as its metrics say. With it two runs of one start are told from runs of two starts. */
public final class ServerStart {
    /** The start time of the process in seconds since 1970, which Prometheus' client libraries export. */
    static final String METRIC = "process_start_time_seconds";

    private static final Duration REPLY = Duration.ofSeconds(2);

    private ServerStart() {}

    /**
     * Returns the start times of the servers behind these pages, sorted: {@code 2026-11-29T02:15:00.120Z}, several with commas between. Empty if one
     * does not say it: several API servers of one vLLM do not.
     */
    public static Optional<String> of(Transport transport, List<URI> pages) {
        var started = new ArrayList<String>();
        for (var page : pages) {
            var start = of(transport, page);
            if (start.isEmpty()) {
                return Optional.empty();
            }
            started.add(start.get().toString());
        }
        return started.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(", ", started.stream().sorted().toList()));
    }

    private static Optional<Instant> of(Transport transport, URI page) {
        try {
            var reply = transport.get(page, REPLY);
            var seconds =
                    MetricsPage.of(reply.status() == 200 ? reply.body() : "").max(METRIC);
            return seconds.isPresent() && seconds.getAsDouble() > 0
                    ? Optional.of(Instant.ofEpochMilli(Math.round(seconds.getAsDouble() * 1000)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
