package dev.assay.spec;

import java.util.List;

/**
 * All that thresholds.yaml and the evalsets it names say, checked.
 *
 * @param sha256 of thresholds.yaml, lower-case hex
 */
public record Thresholds(String sha256, List<Deployment> deployments) {
    public Thresholds {
        deployments = List.copyOf(deployments);
    }
}
