package dev.assay.target;

import dev.assay.wire.Transport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Asks a live server whether it counts drafts, and so speculates. */
public final class DraftsProbe {
    private static final Duration REPLY = Duration.ofSeconds(10);

    private DraftsProbe() {}

    /** Returns whether the server's {@code /metrics} have this count; not if they cannot be read. */
    public static boolean counts(Transport transport, URI base, String drafts) {
        try {
            var reply = transport.get(URI.create(base + "/metrics"), REPLY);
            return reply.status() == 200 && new Gauges(reply.body()).sum(drafts).isPresent();
        } catch (IOException e) {
            return false;
        }
    }
}
