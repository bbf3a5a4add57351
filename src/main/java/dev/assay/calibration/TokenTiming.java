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

    long dueNanos(long read, int token) {
        return read + first.toNanos() + token * gap.toNanos();
    }
}
