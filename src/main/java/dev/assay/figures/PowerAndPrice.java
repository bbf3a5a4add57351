package dev.assay.figures;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.deployments.Price;
import dev.assay.recording.GpuRecord;
import dev.assay.recording.Recording;
import org.jspecify.annotations.Nullable;

/**
 * What a server takes while it serves.
 *
 * @param gpu what was seen of its GPUs; absent: nobody told
 * @param price what it costs; absent: nobody says
 */
public record PowerAndPrice(
        @Nullable GpuRecord gpu, @Nullable Price price) {
    public static final PowerAndPrice UNKNOWN = new PowerAndPrice(null, null);

    /** Returns that of a row's server. */
    public static PowerAndPrice of(Planned planned, Recording recording) {
        return new PowerAndPrice(recording.gpu(), planned.deployment().price());
    }
}
