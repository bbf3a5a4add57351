package dev.assay.recording;

import java.util.List;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The state of the server's GPUs while a test was measured, read about once a second.
 *
 * @param source what reported it: {@code nvidia-smi}, or a DCGM exporter
 * @param gpus the GPUs that the server uses, as far as this is known
 * @param own how many processes of the server were on them; 0: it is not known whose the processes are
 * @param others the processes on them that are not known to be the server's
 */
public record GpuRecord(String source, List<Gpu> gpus, int own, List<Other> others) implements SideRecord {
    public GpuRecord {
        gpus = List.copyOf(gpus);
        others = List.copyOf(others);
    }

    /** Returns the same samples, each at the time that {@code when} returns for its time, in nanoseconds. */
    public GpuRecord moved(LongUnaryOperator when) {
        return new GpuRecord(source, gpus.stream().map(gpu -> gpu.moved(when)).toList(), own, others);
    }

    /**
     * One GPU.
     *
     * @param name its index and its model: {@code 0: NVIDIA H200}
     * @param partitioned whether the server has only a part of the GPU (MIG); power and clocks are those of the whole GPU
     * @param samples in order of time
     */
    public record Gpu(String name, boolean partitioned, List<Sample> samples) {
        public Gpu {
            samples = List.copyOf(samples);
        }

        private Gpu moved(LongUnaryOperator when) {
            return new Gpu(
                    name,
                    partitioned,
                    samples.stream().map(sample -> sample.moved(when)).toList());
        }
    }

    /**
     * One reading of a GPU. A value that the GPU does not report is absent.
     *
     * @param nanos when it was read, in nanoseconds of the traces' clock
     * @param milliwatts its power; for recent GPUs the mean over one second
     * @param clock the clock of its multiprocessors, in MHz
     * @param memoryClock the clock of its memory, in MHz
     * @param celsius its temperature
     * @param busy the share of the last second in which a kernel ran, in percent
     * @param memory the memory in use, in MiB
     * @param reasons why its clocks are reduced: the bits of NVML's {@code nvmlClocksEventReasons}
     */
    public record Sample(
            long nanos,
            @Nullable Long milliwatts,
            @Nullable Long clock,
            @Nullable Long memoryClock,
            @Nullable Long celsius,
            @Nullable Long busy,
            @Nullable Long memory,
            @Nullable Long reasons) {
        private Sample moved(LongUnaryOperator when) {
            return new Sample(when.applyAsLong(nanos), milliwatts, clock, memoryClock, celsius, busy, memory, reasons);
        }
    }

    /**
     * A process that is not known to be the server's.
     *
     * @param program its name without its path
     * @param memory how much of the GPU's memory it uses, in MiB; absent if this is not reported
     */
    public record Other(String program, @Nullable Long memory) {}
}
