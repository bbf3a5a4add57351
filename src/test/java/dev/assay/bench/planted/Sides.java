package dev.assay.bench.planted;

import dev.assay.plan.Plan.Planned;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What is measured for one gate.
 *
 * @param before what was accepted as the baseline; empty: no limit needs one
 * @param now what is judged
 */
record Sides(Optional<Measured> before, Measured now) {
    /** Writes the traces of one test at one start of its server. */
    interface Measured {
        void write(Planned planned, Path file, Instant started);
    }
}
