package dev.assay.trace;

import org.jspecify.annotations.Nullable;

/**
 * What was seen beside the requests of a row while they were measured. Each part is absent where nobody looked.
 *
 * @param client the harness that measured it
 * @param gpu the server's GPUs
 */
public record Witnesses(
        @Nullable ClientRecord client, @Nullable GpuRecord gpu) {
    /** Nobody looked. */
    public static final Witnesses NONE = new Witnesses(null, null);

    Witnesses with(ClientRecord seen) {
        return new Witnesses(seen, gpu);
    }

    Witnesses with(GpuRecord seen) {
        return new Witnesses(client, seen);
    }
}
