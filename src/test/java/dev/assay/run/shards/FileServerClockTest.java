package dev.assay.run.shards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.wire.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock of a file server, seen through the time stamps of a file. */
class FileServerClockTest {
    private static final long MS = 1_000_000;

    @TempDir
    private Path directory;

    /** A clock that moves only when it is read. */
    private final AtomicLong now = new AtomicLong(1_000_000_000_000L);

    private final Ticker ticker = () -> now.addAndGet(50_000);

    @Test
    void isFoundFromStampsThatAreRoundedToMilliseconds() {
        var ahead = 3_600_000 * MS;
        var clock = new FileServerClock(() -> (now.addAndGet(40_000) + ahead) / (4 * MS) * (4 * MS));

        var offset = clock.aheadOf(ticker).orElseThrow();

        assertThat(ahead).isBetween(offset.low(), offset.high());
        assertThat(offset.within()).isLessThan(2 * MS);
    }

    @Test
    void isNotKnownIfAllStampsAreOfOneMinute() {
        var begin = now.get();
        var clock = new FileServerClock(() -> {
            now.addAndGet(10 * MS);
            return begin;
        });

        assertThat(clock.aheadOf(ticker)).isEmpty();
        assertThat(now.get() - begin).as("it gives up after").isBetween(2_500 * MS, 2_600 * MS);
    }

    @Test
    void isNotKnownIfTheFileCannotBeWritten() {
        var clock = new FileServerClock(() -> {
            throw new IOException("the disk is full");
        });

        assertThat(clock.aheadOf(ticker)).isEmpty();
    }

    @Test
    void isTheClockOfThisMachineForAFileOnItsOwnDisk() {
        var files = new SharedFiles(directory);
        var real = Ticker.start();
        var wall = System.currentTimeMillis() * MS - real.nanos();

        var offset =
                new FileServerClock(() -> files.stampNow("clock")).aheadOf(real).orElseThrow();

        // The wall clock is read to a millisecond, and this thread may have stood still between the two readings.
        assertThat(offset.middle()).isBetween(wall - 60_000 * MS, wall + 60_000 * MS);
    }
}
