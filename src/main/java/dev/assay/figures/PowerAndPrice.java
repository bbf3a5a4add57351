package dev.assay.figures;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.deployments.Price;
import dev.assay.recording.GpuRecord;
import dev.assay.recording.Recording;
import org.jspecify.annotations.Nullable;

/**
 * What a server draws and costs.
 *
 * @param gpu what was recorded of its GPUs; absent if nothing was
 * @param price what it costs; absent if its deployment has no price
 */
public record PowerAndPrice(
        @Nullable GpuRecord gpu, @Nullable Price price) {
    public static final PowerAndPrice UNKNOWN = new PowerAndPrice(null, null);

    /** Returns those of a load test's server. */
    public static PowerAndPrice of(Planned planned, Recording recording) {
        return new PowerAndPrice(
                recording.gpu().orElse(null), planned.deployment().price());
    }
}
