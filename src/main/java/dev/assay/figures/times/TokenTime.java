package dev.assay.figures.times;

import dev.assay.trace.Transcript.Usage;
import org.jspecify.annotations.Nullable;

/**
 * The time of one token after the first read of an answer, in milliseconds: (e2e − ttft) / (n − tokens of the first read).
 *
 * @param fastest with the fewest tokens that the first read may have brought
 * @param likely with the counted tokens of the first read, or with the middle of their range
 * @param most with the most tokens that the first read may have brought
 * @param held the longest possible time if something between server and client held the first read back after its last token, such as a proxy that
 *     buffers an answer and then passes it on at once. 0 if the tokens of the first read came at the pace of the others, or it brought one event
 * @param following the fewest tokens that may have followed the first read
 */
public record TokenTime(double fastest, double likely, double most, double held, int following) {
    private static final double NANOS_PER_MS = 1e6;

    /** The first read counts as not held back if its tokens had at least this part of the usual time per token within ttft, which includes the prefill. */
    private static final double AT_PACE = 0.5;

    /**
     * Returns the time; absent if one read brought all output, or n or the tokens of the first read are unknown.
     *
     * @param several whether the first read brought more than one event with output. A single event was not held back
     */
    static @Nullable TokenTime of(
            @Nullable Usage usage,
            @Nullable FirstRead first,
            boolean several,
            long ttftNanos,
            long e2eNanos,
            int outputReads) {
        if (usage == null || first == null || outputReads < 2 || usage.completionTokens() <= first.likely()) {
            return null;
        }
        var n = usage.completionTokens();
        var nanos = e2eNanos - ttftNanos;
        var following = Math.max(1, n - first.most());
        var likely = each(nanos, n - first.likely());
        var alone = !several || likely >= AT_PACE * each(ttftNanos, first.likely());
        return new TokenTime(
                each(nanos, n - first.fewest()),
                likely,
                each(nanos, following),
                alone ? 0 : each(e2eNanos, n - 1),
                following);
    }

    /** Divides the whole nanoseconds first, so that gaps of 10.1 ms each give exactly 10.1 ms. */
    private static double each(long nanos, double tokens) {
        return nanos / tokens / NANOS_PER_MS;
    }

    /** Returns the longest that the time may have been. */
    public double slowest() {
        return Math.max(most, held);
    }

    public TokenTime atFastest() {
        return new TokenTime(fastest, fastest, fastest, 0, following);
    }

    public TokenTime atSlowest() {
        return new TokenTime(slowest(), slowest(), slowest(), 0, following);
    }

    public boolean exact() {
        return fastest == slowest();
    }
}
