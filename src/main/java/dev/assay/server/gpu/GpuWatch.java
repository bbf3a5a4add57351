package dev.assay.server.gpu;

import dev.assay.recording.GpuRecord;

/** Samples GPUs until it is stopped. */
public interface GpuWatch extends AutoCloseable {
    /** Stops sampling and returns the samples. */
    GpuRecord stop();

    /** Stops sampling. */
    @Override
    void close();
}
