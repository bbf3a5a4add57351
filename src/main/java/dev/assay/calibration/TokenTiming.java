package dev.assay.calibration;

import java.time.Duration;

/**
 * When a reference server sends its tokens.
 *
 * @param first from the last byte of a request to the first token
 * @param gap from one token to the next
 * @param textBytes bytes of text in each token's event, at least 1
 */
public record TokenTiming(Duration first, Duration gap, int textBytes) {
    /** The timing on which clients are compared: the first token after 50 ms, then one every 10 ms. */
    public static final TokenTiming STANDARD = new TokenTiming(Duration.ofMillis(50), Duration.ofMillis(10), 4);

    /** From so many streams on, each gets its tokens less often: a server makes no more of them because more wait for them. */
    private static final int STANDARD_UP_TO = 1000;

    /** Returns the timing on which a client is calibrated: {@link #STANDARD} up to 1,000 streams, above it 100,000 tokens per second over all streams. */
    static TokenTiming of(int streams) {
        return new TokenTiming(
                STANDARD.first,
                STANDARD.gap.multipliedBy(Math.max(streams, STANDARD_UP_TO)).dividedBy(STANDARD_UP_TO),
                STANDARD.textBytes);
    }

    long dueNanos(long read, int token) {
        return read + first.toNanos() + token * gap.toNanos();
    }
}
