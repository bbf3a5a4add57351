package dev.assay.run.shards;

import dev.assay.shards.ClockOffset;
import dev.assay.shards.ClockOffset.Stamp;
import dev.assay.wire.Ticker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The clock of the file server, beside the clock of a test: a small file is written again and again, and the time stamps that it gets are read. */
final class FileServerClock {
    private static final int ENOUGH = 60;
    private static final int STEPS = 8;
    private static final long USUAL_NANOS = 250_000_000;
    /** Longer than two of the coarsest time stamps. */
    private static final long MOST_NANOS = 2 * ClockOffset.COARSEST + 500_000_000;

    private static final long PAUSE_NANOS = 300_000;

    private final Stamping stamping;

    /** Writes a file, and returns the time stamp that it got, in nanoseconds since 1970. */
    @FunctionalInterface
    interface Stamping {
        long stamp() throws IOException;
    }

    FileServerClock(Stamping stamping) {
        this.stamping = stamping;
    }

    /** Returns what must be added to a time of the test's clock to get that of the file server; empty if it cannot be told. Takes up to a few seconds. */
    Optional<ClockOffset> aheadOf(Ticker ticker) {
        var stamps = new ArrayList<Stamp>();
        var begin = ticker.nanos();
        try {
            for (var left = true; left; ) {
                var before = ticker.nanos();
                var stamp = stamping.stamp();
                var after = ticker.nanos();
                stamps.add(new Stamp(before, stamp, after));
                var took = after - begin;
                left = took < (steps(stamps) < 2 ? MOST_NANOS : USUAL_NANOS)
                        && (stamps.size() < ENOUGH || steps(stamps) < STEPS);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return ClockOffset.of(stamps);
    }

    private static long steps(List<Stamp> stamps) {
        return stamps.stream().mapToLong(Stamp::stamp).distinct().count() - 1;
    }
}
