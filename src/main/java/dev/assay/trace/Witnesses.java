package dev.assay.trace;

import org.jspecify.annotations.Nullable;

/**
 * What was seen beside the requests of a row while they were measured. Each part is absent where nobody looked.
 *
 * @param client the harness that measured it
 * @param gpu the server's GPUs
 * @param counted what the server counted
 * @param serverLog the server's log
 * @param death that the server died in the middle; absent where it lived on too
 */
public record Witnesses(
        @Nullable ClientRecord client,
        @Nullable GpuRecord gpu,
        @Nullable ServerRecord counted,
        @Nullable ServerLogRecord serverLog,
        @Nullable ServerDeath death) {
    /** Nobody looked. */
    public static final Witnesses NONE = new Witnesses(null, null, null, null, null);

    public Witnesses with(ClientRecord seen) {
        return new Witnesses(seen, gpu, counted, serverLog, death);
    }

    public Witnesses with(GpuRecord seen) {
        return new Witnesses(client, seen, counted, serverLog, death);
    }

    public Witnesses with(ServerRecord seen) {
        return new Witnesses(client, gpu, seen, serverLog, death);
    }

    public Witnesses with(ServerLogRecord seen) {
        return new Witnesses(client, gpu, counted, seen, death);
    }

    public Witnesses with(ServerDeath seen) {
        return new Witnesses(client, gpu, counted, serverLog, seen);
    }
}
