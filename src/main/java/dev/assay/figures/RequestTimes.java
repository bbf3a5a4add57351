package dev.assay.figures;

import dev.assay.trace.Trace;
import dev.assay.trace.Transcript.Chunk;
import dev.assay.trace.Transcript.Usage;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one complete request, in milliseconds.
 *
 * @param clientWait sent − scheduled
 * @param scheduleLag the part of it that no throttle caused
 * @param ttft first read that carries output − sent
 * @param e2e last output or finish chunk − sent
 * @param usage the server's count of tokens; absent when it gave none
 * @param tokenTime the time of a token after the first read that carries output; absent where there is none, or it is unknown
 * @param gaps between each read that carries output and the one before; events that came in one read are one, since no gap of theirs was
 *     seen
 */
public record RequestTimes(
        String id,
        double clientWait,
        double scheduleLag,
        double ttft,
        double e2e,
        @Nullable Usage usage,
        @Nullable TokenTime tokenTime,
        Gaps gaps) {
    private static final double NANOS_PER_MS = 1e6;
    private static final double MS_PER_SECOND = 1e3;

    /** Returns the times of a complete request that nothing throttled; empty if it brought no output. */
    public static Optional<RequestTimes> of(Trace trace) {
        return of(trace, trace.scheduled());
    }

    /**
     * Returns the times of a complete request; empty if it brought no output.
     *
     * @param released when it could have gone out
     */
    static Optional<RequestTimes> of(Trace trace, long released) {
        var transcript = trace.transcript();
        var stamps = stamps(trace);
        if (stamps.length == 0) {
            return Optional.empty();
        }
        var first =
                transcript.chunks().stream().filter(Chunk::output).findFirst().orElseThrow();
        var last = transcript.chunks().stream()
                .filter(chunk -> chunk.output() || chunk.finish())
                .mapToInt(Chunk::end)
                .max()
                .orElse(first.end());
        var ttft = stamps[0] - trace.sent();
        var e2e = trace.reads().arrival(last) - trace.sent();
        var firstRead = trace.reads().end(trace.reads().indexOf(first.end()));
        var several = transcript.chunks().stream()
                .anyMatch(chunk -> chunk.output() && chunk.end() > first.end() && chunk.end() <= firstRead);
        return Optional.of(new RequestTimes(
                trace.id(),
                (trace.sent() - trace.scheduled()) / NANOS_PER_MS,
                (trace.sent() - released) / NANOS_PER_MS,
                ttft / NANOS_PER_MS,
                e2e / NANOS_PER_MS,
                transcript.usage(),
                TokenTime.of(transcript.usage(), FirstRead.of(trace).orElse(null), several, ttft, e2e, stamps.length),
                Gaps.between(stamps)));
    }

    /** Returns when each read came that carries output, in nanoseconds of the trace's clock; empty if none does. */
    public static long[] stamps(Trace trace) {
        var reads = trace.reads();
        var chunks = trace.transcript().chunks();
        var stamps = new long[chunks.size()];
        var count = 0;
        var read = 0;
        var before = -1;
        for (var chunk : chunks) {
            // Both are in the order of the bytes.
            while (reads.end(read) < chunk.end()) {
                read++;
            }
            if (chunk.output() && read != before) {
                stamps[count++] = reads.nanos(read);
                before = read;
            }
        }
        return Arrays.copyOf(stamps, count);
    }

    /** Returns second read that carries output − first; empty where there is one read. */
    OptionalDouble ttst() {
        return gaps.millis().findFirst();
    }

    /** Returns n / reads that carry output; empty where n is unknown. */
    OptionalDouble tokensPerChunk() {
        return usage == null
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) usage.completionTokens() / (gaps.count() + 1));
    }

    /**
     * Returns (e2e − ttft) / (n − tokens of the first read with output); empty where one read brought all output, and where n or those tokens
     * are unknown.
     */
    public OptionalDouble tpot() {
        return tokenTime == null ? OptionalDouble.empty() : OptionalDouble.of(tokenTime.likely());
    }

    /** Returns whether it had tokens after the first for all that is known. */
    private boolean hasSeveral() {
        return usage == null || usage.completionTokens() > 1;
    }

    /** Returns whether it took a time for each token, and that was not seen. */
    public boolean lacksTokenTime() {
        return tokenTime == null && hasSeveral();
    }

    /** Returns whether one read brought all of several tokens. */
    public boolean lacksGaps() {
        return gaps.count() == 0 && hasSeveral();
    }

    /** Returns whether more than one value of tpot agrees with what was seen. */
    boolean isRough() {
        return tokenTime != null && !tokenTime.exact();
    }

    /** Returns the same request with the smallest tpot that it may have had. */
    RequestTimes fastest() {
        return tokenTime == null ? this : with(tokenTime.atFastest());
    }

    /** Returns the same request with the largest tpot that it may have had. */
    RequestTimes slowest() {
        return tokenTime == null ? this : with(tokenTime.atSlowest());
    }

    private RequestTimes with(TokenTime other) {
        return new RequestTimes(id, clientWait, scheduleLag, ttft, e2e, usage, other, gaps);
    }

    /** Returns input tokens / ttft, a second; empty when the server does not count or no time passed. */
    OptionalDouble promptTps() {
        return usage == null || ttft <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(usage.promptTokens() * MS_PER_SECOND / ttft);
    }
}
