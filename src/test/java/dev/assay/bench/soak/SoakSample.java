package dev.assay.bench.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a process held and had used after so many requests.
 *
 * @param requests how many requests it had sent
 * @param nanos the time since it began
 * @param processorNanos the processor time of all its threads
 * @param heap what is used of the heap after a garbage collection, in bytes
 * @param resident its memory, in bytes
 * @param threads how many threads live
 * @param handles how many file handles are open
 */
record SoakSample(long requests, long nanos, long processorNanos, long heap, long resident, int threads, int handles) {
    private static final String MARK = "soak";
    private static final int PAGE_BYTES = 1024;

    /** Samples this process. It collects the garbage before. */
    static SoakSample now(long requests, long nanos) {
        // Before the collection, whose time belongs to nobody.
        var processor = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
        System.gc();
        return new SoakSample(
                requests,
                nanos,
                processor,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                residentBytes(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                openHandles());
    }

    private static long residentBytes() {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> PAGE_BYTES * Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int openHandles() {
        try (var open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            var count = 0;
            for (var ignored : open) {
                count++;
            }
            // One is that of the folder itself.
            return count - 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the sample as a line, which {@link #of} reads. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%s %d %d %d %d %d %d %d",
                MARK,
                requests,
                nanos,
                processorNanos,
                heap,
                resident,
                threads,
                handles);
    }

    static boolean isOne(String line) {
        return line.startsWith(MARK + " ");
    }

    static SoakSample of(String line) {
        var numbers = Arrays.stream(line.split(" "))
                .skip(1)
                .mapToLong(Long::parseLong)
                .toArray();
        return new SoakSample(
                numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], (int) numbers[5], (int) numbers[6]);
    }
}
