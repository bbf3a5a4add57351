package dev.assay.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Waits until this process hardly uses a processor. After the warm-up, the compiler still works on what the warm-up has called often. On a machine with few
 * processors it would take turns of milliseconds from the threads that send and read, while the first burst is sent.
 */
final class QuietProcess {
    /** The system counts processor time in steps of 10 ms. */
    private static final long LOOK_NANOS = 100_000_000;

    private static final long QUIET_NANOS = 10_000_000;
    /** Connections are kept for 3 s; a process that is busy for another reason, such as a load beside this one, does not become quiet. */
    private static final int MOST_LOOKS = 10;

    private QuietProcess() {}

    /** Waits a second at most. Returns at once where the processor time is not known. */
    static void await() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            await(system::getProcessCpuTime, QuietProcess::pause);
        }
    }

    /**
     * Waits until a pause took little processor time, for ten pauses at most.
     *
     * @param processorNanos returns the processor time of this process so far; negative if it is not known
     * @param pause waits for this many nanoseconds
     * @return how many times it looked
     */
    static int await(LongSupplier processorNanos, LongConsumer pause) {
        var before = processorNanos.getAsLong();
        for (var look = 1; ; look++) {
            if (before < 0) {
                return look - 1;
            }
            pause.accept(LOOK_NANOS);
            var now = processorNanos.getAsLong();
            if (now - before <= QUIET_NANOS || look == MOST_LOOKS) {
                return look;
            }
            before = now;
        }
    }

    private static void pause(long nanos) {
        try {
            // Nothing counts it down: this is a wait that can be interrupted.
            var unused = new CountDownLatch(1).await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the run was interrupted");
        }
    }
}
