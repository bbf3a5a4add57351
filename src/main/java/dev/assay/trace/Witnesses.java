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
 * @param altered which of the row's files is no longer what was written; absent where both are, or nobody knows
 */
public record Witnesses(
        @Nullable ClientRecord client,
        @Nullable GpuRecord gpu,
        @Nullable ServerRecord counted,
        @Nullable ServerLogRecord serverLog,
        @Nullable ServerDeath death,
        @Nullable String altered) {
    /** Nobody looked. */
    public static final Witnesses NONE = new Witnesses(null, null, null, null, null, null);

    public Witnesses with(ClientRecord seen) {
        return new Witnesses(seen, gpu, counted, serverLog, death, altered);
    }

    public Witnesses with(GpuRecord seen) {
        return new Witnesses(client, seen, counted, serverLog, death, altered);
    }

    public Witnesses with(ServerRecord seen) {
        return new Witnesses(client, gpu, seen, serverLog, death, altered);
    }

    public Witnesses with(ServerLogRecord seen) {
        return new Witnesses(client, gpu, counted, seen, death, altered);
    }

    public Witnesses with(ServerDeath seen) {
        return new Witnesses(client, gpu, counted, serverLog, seen, altered);
    }

    public Witnesses with(@Nullable String changed) {
        return new Witnesses(client, gpu, counted, serverLog, death, changed);
    }
}
