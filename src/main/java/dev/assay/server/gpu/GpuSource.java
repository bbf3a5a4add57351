package dev.assay.server.gpu;

import dev.assay.plan.launch.Gpus;
import dev.assay.wire.Ticker;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Who tells of the GPUs behind a server. Never fails: what is not told is not there. */
public interface GpuSource {
    /** Tells nothing: where no server is measured, there are no GPUs to tell of. */
    GpuSource NONE = new GpuSource() {
        @Override
        public Map<String, String> facts(URI server, Gpus seen) {
            return Map.of();
        }

        @Override
        public Optional<GpuWatch> watch(URI server, Gpus seen, Ticker ticker, Path raw) {
            return Optional.empty();
        }
    };

    /**
     * Returns what the server's GPUs are, in words, by the keys of a header's server facts; empty where nobody tells.
     *
     * @param seen which GPUs of its machine the server can see
     */
    Map<String, String> facts(URI server, Gpus seen);

    /**
     * Begins to look at the server's GPUs, once a second; empty where nobody tells.
     *
     * @param seen which GPUs of its machine the server can see
     * @param ticker the clock of the test
     * @param raw the file that gets all that is told, as it is told
     */
    Optional<GpuWatch> watch(URI server, Gpus seen, Ticker ticker, Path raw);
}
