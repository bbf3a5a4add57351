package dev.assay.server.gpu;

import dev.assay.plan.launch.Gpus;
import dev.assay.wire.Ticker;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reads facts and samples of a server's GPUs: from {@code nvidia-smi} or a DCGM exporter. Never fails; missing values are left out. */
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
     * Returns facts about the server's GPUs, by the keys of a header's server facts; empty if they are unknown.
     *
     * @param seen which GPUs of its machine the server can see
     */
    Map<String, String> facts(URI server, Gpus seen);

    /**
     * Starts to sample the server's GPUs once a second; empty if they are unknown.
     *
     * @param seen which GPUs of its machine the server can see
     * @param ticker the clock of the test
     * @param raw the file for the raw output
     */
    Optional<GpuWatch> watch(URI server, Gpus seen, Ticker ticker, Path raw);
}
