package dev.assay.fuzzing;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** How much processor time and memory an input may take: of its thread, and what it allocates in all, not what it keeps. */
public final class Bounds {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long NANOS = 10_000_000_000L;
    private static final long BYTES = 64L << 20;
    private static final long BYTES_PER_BYTE = 64L << 10;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Bounds::tally));
    }

    private Bounds() {}

    /** Writes how many seconds of processor time this JVM has used, for bench/fuzz.py. */
    private static void tally() {
        var used = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        var file = System.getProperty("fuzz.tally");
        if (file != null) {
            try {
                Files.writeString(Path.of(file), Double.toString(used.toMillis() / 1000.0));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write how long was fuzzed", e);
            }
        }
    }

    /** What is done with an input. */
    public interface Use {
        void run() throws Exception;
    }

    private record Used(long nanos, long bytes) {
        boolean isTooMuch(long most) {
            return nanos > NANOS || bytes > most;
        }
    }

    /** Runs it. It must not take more than a fixed time, nor allocate more than a fixed amount and a multiple of the size of the input. */
    public static void check(byte[] input, Use use) throws Exception {
        check(input, BYTES + BYTES_PER_BYTE * input.length, use);
    }

    /** Runs it. It must not take more than a fixed time, nor allocate more than so many bytes. */
    public static void check(byte[] input, long most, Use use) throws Exception {
        // The first time, the classes that it needs are loaded too, and the fuzzer changes each.
        if (used(use).isTooMuch(most)) {
            var used = used(use);
            if (used.isTooMuch(most)) {
                throw new AssertionError(input.length + " bytes of input took " + used.nanos / 1_000_000
                        + " ms of processor time and " + used.bytes + " bytes of memory");
            }
        }
    }

    private static Used used(Use use) throws Exception {
        var nanos = THREADS.getCurrentThreadCpuTime();
        var bytes = THREADS.getCurrentThreadAllocatedBytes();
        use.run();
        return new Used(THREADS.getCurrentThreadCpuTime() - nanos, THREADS.getCurrentThreadAllocatedBytes() - bytes);
    }
}
