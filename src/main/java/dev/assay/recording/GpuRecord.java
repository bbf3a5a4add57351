package dev.assay.recording;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of the GPUs behind a server while a test was measured, about once a second.
 *
 * @param source who told: {@code nvidia-smi}, or a DCGM exporter
 * @param gpus those that the server uses, as far as that can be known
 * @param own how many processes of the server were seen on them; 0: whose the processes are is not known
 * @param others the processes on them that are not known to be the server's
 */
public record GpuRecord(String source, List<Gpu> gpus, int own, List<Other> others) implements SideRecord {
    public GpuRecord {
        gpus = List.copyOf(gpus);
        others = List.copyOf(others);
    }

    /**
     * One GPU.
     *
     * @param name what it is, and which of several: {@code 0: NVIDIA H200}
     * @param partitioned whether the server has only a part of it (MIG), while power and clocks are of the whole
     * @param samples in the order of time
     */
    public record Gpu(String name, boolean partitioned, List<Sample> samples) {
        public Gpu {
            samples = List.copyOf(samples);
        }
    }

    /**
     * One look at a GPU. What it does not tell is absent.
     *
     * @param nanos when, in nanoseconds of the traces' clock
     * @param milliwatts what it draws; of recent GPUs the mean over a second
     * @param clock of its multiprocessors, in MHz
     * @param memoryClock in MHz
     * @param celsius its temperature
     * @param busy the share of the last second in which it computed anything, in percent
     * @param memory that is taken, in MiB
     * @param reasons what holds its clocks back: the bits of NVML's {@code nvmlClocksEventReasons}
     */
    public record Sample(
            long nanos,
            @Nullable Long milliwatts,
            @Nullable Long clock,
            @Nullable Long memoryClock,
            @Nullable Long celsius,
            @Nullable Long busy,
            @Nullable Long memory,
            @Nullable Long reasons) {}

    /**
     * A process beside the server's.
     *
     * @param program its name without its path
     * @param memory how much of the GPU's memory it holds, in MiB; absent where that is not told
     */
    public record Other(String program, @Nullable Long memory) {}
}
