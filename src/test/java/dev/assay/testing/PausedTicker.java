package dev.assay.testing;

import dev.assay.wire.Ticker;
import org.jspecify.annotations.Nullable;

/** A clock that stands still until a test starts it, so that no deadline passes before the server has reached the state that the test needs. */
public final class PausedTicker implements Ticker {
    /** Written by the test, read by all. */
    private volatile @Nullable Ticker running;

    @Override
    public long nanos() {
        var clock = running;
        return clock == null ? 0 : clock.nanos();
    }

    public void start() {
        running = Ticker.start();
    }
}
