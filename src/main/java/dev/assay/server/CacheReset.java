package dev.assay.server;

import dev.assay.server.Target.Opening.NotReady;
import dev.assay.server.engines.CacheResetRoute;
import dev.assay.wire.Transport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Empties servers' caches of prefixes. */
public record CacheReset(CacheResetRoute route) {
    private static final Duration REPLY = Duration.ofSeconds(10);
    private static final int NOT_FOUND = 404;
    private static final String OTHERWISE = ", or take `prefix-cache: reset` out of the load test.";

    /**
     * Empties the caches of all servers that answer a row's requests.
     *
     * @param bases their addresses
     * @return why that could not be done; empty where it was
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
                        "Let nobody else use the server meanwhile");
            }
            return Optional.empty();
        } catch (IOException e) {
            return notReady(address + " does not answer: " + e.getMessage(), "See the server's log");
        }
    }

    private static Optional<NotReady> notReady(String reason, String remedy) {
        return Optional.of(new NotReady("its cache of prefixes could not be emptied: " + reason, remedy + OTHERWISE));
    }
}
