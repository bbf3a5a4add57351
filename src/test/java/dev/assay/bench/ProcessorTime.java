package dev.assay.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Samples the processor time of a process and its children, and the memory of the process. */
final class ProcessorTime {
    private static final int MILLIS_BETWEEN = 20;
    private static final int SAMPLES_BETWEEN_CHILD_SEARCHES = 25;

    /** The processor time in nanoseconds, by {@link System#nanoTime}. */
    private final TreeMap<Long, Double> samples = new TreeMap<>();

    private double mebibytes = Double.NaN;

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
                time.mebibytes = most(process.pid()).orElse(time.mebibytes);
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

    /** Returns the most memory that a process has held, in MiB, as Linux tells it; a shell's command is its only process. */
    private static OptionalDouble most(long pid) {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return OptionalDouble.empty();
        }
    }

    /** Returns the most memory that the process held, in MiB. */
    double mebibytes() {
        return mebibytes;
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
