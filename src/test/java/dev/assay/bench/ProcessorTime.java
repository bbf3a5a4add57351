package dev.assay.bench;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a process and those that it started took of the processor, looked up again and again. */
final class ProcessorTime {
    private static final int MILLIS_BETWEEN = 20;
    private static final int LOOKS_BETWEEN_FAMILY = 25;

    /** Nanoseconds of processor time by the time of {@link System#nanoTime}. */
    private final TreeMap<Long, Double> looks = new TreeMap<>();

    private ProcessorTime() {}

    /** Waits until the process ends, and returns what was seen of it until then. */
    static ProcessorTime of(Process process) throws InterruptedException {
        var time = new ProcessorTime();
        var family = List.of(process.toHandle());
        for (var look = 0; !process.waitFor(MILLIS_BETWEEN, TimeUnit.MILLISECONDS); look++) {
            if (look % LOOKS_BETWEEN_FAMILY == 0) {
                // To find the children takes longer than to ask them.
                family = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                        .toList();
            }
            time.looks.put(
                    System.nanoTime(),
                    family.stream().mapToDouble(ProcessorTime::nanos).sum());
        }
        return time;
    }

    private static double nanos(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    /** Returns the nanoseconds that were taken from one time to another. */
    double between(long from, long to) {
        return at(to) - at(from);
    }

    private double at(long time) {
        var before = looks.floorEntry(time);
        var after = looks.ceilingEntry(time);
        if (before == null || after == null) {
            return before != null ? before.getValue() : after != null ? after.getValue() : Double.NaN;
        }
        var span = Math.max(1, after.getKey() - before.getKey());
        return before.getValue() + (after.getValue() - before.getValue()) * (time - before.getKey()) / span;
    }
}
