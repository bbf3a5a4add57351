package dev.assay.recording;

import org.jspecify.annotations.Nullable;

/**
 * What was seen beside the requests of a test while they were measured. Each part is absent where nobody looked.
 *
 * @param client the harness that measured it
 * @param gpu the server's GPUs
 * @param counted what the server counted
 * @param serverLog the server's log
 * @param death that the server died in the middle; absent where it lived on too
 * @param altered which of the row's files is no longer what was written; absent where both are, or nobody knows
 */
public record SideRecords(
        @Nullable ClientRecord client,
        @Nullable GpuRecord gpu,
        @Nullable ServerRecord counted,
        @Nullable ServerLogRecord serverLog,
        @Nullable ServerDeath death,
        @Nullable String altered) {
    /** Nobody looked. */
    public static final SideRecords NONE = new SideRecords(null, null, null, null, null, null);

    public SideRecords with(ClientRecord seen) {
        return new SideRecords(seen, gpu, counted, serverLog, death, altered);
    }

    public SideRecords with(GpuRecord seen) {
        return new SideRecords(client, seen, counted, serverLog, death, altered);
    }

    public SideRecords with(ServerRecord seen) {
        return new SideRecords(client, gpu, seen, serverLog, death, altered);
    }

    public SideRecords with(ServerLogRecord seen) {
        return new SideRecords(client, gpu, counted, seen, death, altered);
    }

    public SideRecords with(ServerDeath seen) {
        return new SideRecords(client, gpu, counted, serverLog, seen, altered);
    }

    public SideRecords with(@Nullable String changed) {
        return new SideRecords(client, gpu, counted, serverLog, death, changed);
    }
}
