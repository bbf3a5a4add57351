package dev.assay.testing;

import dev.assay.recording.GpuRecord;
import dev.assay.recording.GpuRecord.Gpu;
import dev.assay.recording.GpuRecord.Other;
import dev.assay.recording.GpuRecord.Sample;
import dev.assay.recording.Recording;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds samples and records of GPUs for tests. */
public final class GpuRecords {
    private static final double NANOS_PER_SECOND = 1e9;

    private GpuRecords() {}

    /** Returns a sample of a busy GPU with 1980 MHz and 60 °C, at a time in seconds. */
    public static Sample sample(double seconds, @Nullable Double watts, @Nullable Long reasons) {
        return new Sample(
                Math.round(seconds * NANOS_PER_SECOND),
                watts == null ? null : Long.valueOf(Math.round(watts * 1000)),
                1980L,
                2619L,
                60L,
                100L,
                70_000L,
                reasons);
    }

    public static Gpu gpu(int index, Sample... samples) {
        return new Gpu(index + ": NVIDIA H200", false, List.of(samples));
    }

    /** Returns a record of GPUs on which only one process of the server runs. */
    public static GpuRecord of(Gpu... gpus) {
        return shared(1, List.of(gpus));
    }

    public static GpuRecord shared(int own, List<Gpu> gpus, Other... others) {
        return new GpuRecord("nvidia-smi", gpus, own, List.of(others));
    }

    /** Returns the recording with this record. */
    public static Recording with(Recording recording, GpuRecord seen) {
        return new Recording(
                recording.header(), recording.traces(), recording.sideRecords().with(seen));
    }
}
