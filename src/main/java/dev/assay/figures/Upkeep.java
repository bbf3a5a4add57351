package dev.assay.figures;

import dev.assay.spec.Plan.Planned;
import dev.assay.spec.Price;
import dev.assay.trace.GpuRecord;
import dev.assay.trace.Recording;
import org.jspecify.annotations.Nullable;

/**
 * What a server takes while it serves.
 *
 * @param gpu what was seen of its GPUs; absent: nobody told
 * @param price what it costs; absent: nobody says
 */
public record Upkeep(@Nullable GpuRecord gpu, @Nullable Price price) {
    static final Upkeep UNKNOWN = new Upkeep(null, null);

    /** Returns that of a row's server. */
    public static Upkeep of(Planned planned, Recording recording) {
        return new Upkeep(recording.gpu(), planned.deployment().price());
    }
}
