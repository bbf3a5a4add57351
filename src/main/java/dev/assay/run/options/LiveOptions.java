package dev.assay.run.options;

import dev.assay.plan.deployments.ServerDifference;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The options of a run that measures live servers.
 *
 * @param dcgm the address of a DCGM exporter that reports on the servers' GPUs; empty: {@code nvidia-smi} reports on those of this machine
 * @param nvidiaSmi the program nvidia-smi
 * @param allowed how servers may differ from their deployments
 * @param record whether the run is kept as recordings
 * @param loops how many threads share the sockets of a load test; empty: as the machine has cores to give
 * @param resume the directory of an interrupted run that is continued; empty: a new run begins
 */
public record LiveOptions(
        Optional<URI> dcgm,
        String nvidiaSmi,
        Set<ServerDifference> allowed,
        boolean record,
        Optional<Integer> loops,
        Optional<Path> resume) {
    public LiveOptions {
        allowed = Set.copyOf(allowed);
    }
}
