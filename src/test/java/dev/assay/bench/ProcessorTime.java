package dev.assay.bench;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Samples the processor time of a process and its children. */
final class ProcessorTime {
    private static final int MILLIS_BETWEEN = 20;
    private static final int SAMPLES_BETWEEN_CHILD_SEARCHES = 25;

    /** The processor time in nanoseconds, by {@link System#nanoTime}. */
    private final TreeMap<Long, Double> samples = new TreeMap<>();

    private ProcessorTime() {}

    /** Waits until the process ends, and returns the samples. */
    static ProcessorTime of(Process process) throws InterruptedException {
        var time = new ProcessorTime();
        var family = List.of(process.toHandle());
        for (var look = 0; !process.waitFor(MILLIS_BETWEEN, TimeUnit.MILLISECONDS); look++) {
            if (look % SAMPLES_BETWEEN_CHILD_SEARCHES == 0) {
                // Finding the children takes longer than reading their times.
                family = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                        .toList();
            }
            time.samples.put(
                    System.nanoTime(),
                    family.stream().mapToDouble(ProcessorTime::nanos).sum());
        }
        return time;
    }

    private static double nanos(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    /** Returns the processor time between two times, in nanoseconds. */
    double between(long from, long to) {
        return at(to) - at(from);
    }

    private double at(long time) {
        var before = samples.floorEntry(time);
        var after = samples.ceilingEntry(time);
        if (before == null || after == null) {
            return before != null ? before.getValue() : after != null ? after.getValue() : Double.NaN;
        }
        var span = Math.max(1, after.getKey() - before.getKey());
        return before.getValue() + (after.getValue() - before.getValue()) * (time - before.getKey()) / span;
    }
}
