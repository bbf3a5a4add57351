package dev.assay.server.gpu;

import dev.assay.recording.GpuRecord;

/** A look at GPUs, again and again, until it is stopped. */
public interface GpuWatch extends AutoCloseable {
    /** Stops looking, and returns what was seen. */
    GpuRecord stop();

    /** Stops looking. */
    @Override
    void close();
}
