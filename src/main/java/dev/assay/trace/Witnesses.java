package dev.assay.trace;

import org.jspecify.annotations.Nullable;

/**
 * What was seen beside the requests of a row while they were measured. Each part is absent where nobody looked.
 *
 * @param client the harness that measured it
 * @param gpu the server's GPUs
 * @param counted what the server counted
 */
public record Witnesses(
        @Nullable ClientRecord client,
        @Nullable GpuRecord gpu,
        @Nullable ServerRecord counted) {
    /** Nobody looked. */
    public static final Witnesses NONE = new Witnesses(null, null, null);

    /** The harness, and nothing of the server. */
    public Witnesses(@Nullable ClientRecord client, @Nullable GpuRecord gpu) {
        this(client, gpu, null);
    }

    Witnesses with(ClientRecord seen) {
        return new Witnesses(seen, gpu, counted);
    }

    Witnesses with(GpuRecord seen) {
        return new Witnesses(client, seen, counted);
    }

    Witnesses with(ServerRecord seen) {
        return new Witnesses(client, gpu, seen);
    }
}
