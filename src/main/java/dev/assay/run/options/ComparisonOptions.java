package dev.assay.run.options;

import dev.assay.starts.Difference.Kind;
import java.util.Optional;
import java.util.Set;

/**
 * The options that say what a run is compared with, and what becomes of its measurements afterwards.
 *
 * @param against what the run is compared with: the name of a deployment, a run directory, a baseline file or a file of
 *     answers; empty: nothing
 * @param baseline what is done with the baselines of the deployments; empty: nothing
 * @param allowed in what a reference may differ from a test, although such references are refused otherwise
 */
public record ComparisonOptions(Optional<String> against, Optional<BaselineAction> baseline, Set<Kind> allowed) {
    public ComparisonOptions {
        allowed = Set.copyOf(allowed);
    }

    /** What is done with baselines. */
    public enum BaselineAction {
        /** Shows what writing would change. */
        SHOW,
        /** Shows it, and writes. */
        WRITE
    }
}
