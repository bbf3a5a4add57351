package dev.assay.figures;

import dev.assay.trace.Transcript.Usage;
import org.jspecify.annotations.Nullable;

/**
 * The time of one token after the first read of an answer, in milliseconds: (e2e − ttft) / (n − tokens of the first read).
 *
 * @param fastest of the fewest tokens that the first read may have brought
 * @param likely of the count itself, or of the middle of what it can be
 * @param most of the most
 * @param held at most so long, where the first read may have been held back beyond its last token: what holds whole answers back hands them on
 *     in an instant, in one read or in a few. 0 where the tokens of the first read came at the pace of the others, or it brought one event
 * @param following so many tokens followed at least
 */
public record TokenTime(double fastest, double likely, double most, double held, int following) {
    private static final double NANOS_PER_MS = 1e6;

    /** The tokens of a first read have had no more than ttft, in which a prompt was read too: so far the pace of the others vouches for it. */
    private static final double AT_PACE = 0.5;

    /**
     * Returns the time; absent where one read brought all output, and where n or the tokens of the first read are unknown.
     *
     * @param several whether the first read brought more than one event with output: what a server sends by itself is held back by nobody
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

    /** Whole nanoseconds are divided first: so gaps of 10.1 ms each give 10.1 ms, and nothing beyond it. */
    private static double each(long nanos, double tokens) {
        return nanos / tokens / NANOS_PER_MS;
    }

    /** Returns the longest that it may have been. */
    double slowest() {
        return Math.max(most, held);
    }

    TokenTime atFastest() {
        return new TokenTime(fastest, fastest, fastest, 0, following);
    }

    TokenTime atSlowest() {
        return new TokenTime(slowest(), slowest(), slowest(), 0, following);
    }

    boolean exact() {
        return fastest == slowest();
    }
}
