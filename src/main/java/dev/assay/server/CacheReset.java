package dev.assay.server;

import dev.assay.server.Target.Readiness.NotReady;
import dev.assay.server.engines.CacheResetRoute;
import dev.assay.wire.Transport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Empties the prefix cache of a server. */
public record CacheReset(CacheResetRoute route) {
    private static final Duration REPLY = Duration.ofSeconds(10);
    private static final int NOT_FOUND = 404;
    private static final String OTHERWISE = ", or take `prefix-cache: reset` out of the load test.";

    /**
     * Empties the prefix caches of all servers that answer a test's requests.
     *
     * @param bases the addresses of the servers
     * @return why a cache could not be emptied; empty if all were emptied
     */
    public Optional<NotReady> at(List<URI> bases, Transport transport) {
        return bases.stream().flatMap(base -> at(base, transport).stream()).findFirst();
    }

    private Optional<NotReady> at(URI base, Transport transport) {
        var address = URI.create(base + route.path());
        try {
            var reply = transport.post(address, REPLY);
            if (reply.status() == NOT_FOUND) {
                return notReady(address + " answers 404", route.remedy());
            }
            if (reply.status() != 200 || reply.body().matches("(?s).*\"success\"\\s*:\\s*false.*")) {
                return notReady(
                        address + " answers " + reply.status() + " "
                                + reply.body().strip(),
                        "Make sure that nobody else uses the server during the run");
            }
            return Optional.empty();
        } catch (IOException e) {
            return notReady(address + " does not answer: " + e.getMessage(), "See the server's log");
        }
    }

    private static Optional<NotReady> notReady(String reason, String remedy) {
        return Optional.of(new NotReady("its prefix cache could not be emptied: " + reason, remedy + OTHERWISE));
    }
}
