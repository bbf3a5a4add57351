package dev.assay.figures.times;

import dev.assay.trace.Chunks;
import dev.assay.trace.ReadTimes;
import dev.assay.trace.Trace;
import dev.assay.trace.Transcript.Usage;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The times of one complete request, in milliseconds.
 *
 * @param clientWait sent − scheduled
 * @param scheduleLag the part of {@code clientWait} that no throttle caused
 * @param ttft first read with output − sent
 * @param e2e last read with output or a finish reason − sent
 * @param usage the server's count of tokens; absent if it gave none
 * @param tokenTime the time of a token after the first read with output; absent if there is no such token, or the time is unknown
 * @param gaps between each read with output and the one before. Events that came in one read have no gap, because none could be observed
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
     * @param released when a client that takes no time would have sent it
     */
    public static Optional<RequestTimes> of(Trace trace, long released) {
        var transcript = trace.transcript();
        var stamps = stamps(trace);
        if (stamps.length == 0) {
            return Optional.empty();
        }
        var chunks = transcript.chunks();
        var ttft = stamps[0] - trace.sent();
        var e2e = trace.reads().arrival(lastEnd(chunks)) - trace.sent();
        return Optional.of(new RequestTimes(
                trace.id(),
                (trace.sent() - trace.scheduled()) / NANOS_PER_MS,
                (trace.sent() - released) / NANOS_PER_MS,
                ttft / NANOS_PER_MS,
                e2e / NANOS_PER_MS,
                transcript.usage(),
                TokenTime.of(
                        transcript.usage(),
                        FirstRead.of(trace).orElse(null),
                        hasSeveralFirst(trace.reads(), chunks),
                        ttft,
                        e2e,
                        stamps.length),
                Gaps.of(trace.reads(), chunks, stamps)));
    }

    /** Returns when each read with output came, in nanoseconds of the trace's clock; empty if there is none. */
    public static long[] stamps(Trace trace) {
        return stamps(trace.reads(), trace.transcript().chunks());
    }

    /** Returns when the first read with output came; empty if there is none. */
    public static OptionalLong firstStamp(Trace trace) {
        var chunks = trace.transcript().chunks();
        var first = chunks.firstOutput();
        return first < 0 ? OptionalLong.empty() : OptionalLong.of(trace.reads().arrival(chunks.end(first)));
    }

    static long[] stamps(ReadTimes reads, Chunks chunks) {
        var stamps = new long[chunks.outputs()];
        var count = 0;
        var read = -1;
        var readTo = 0;
        var before = -1;
        for (var i = 0; i < chunks.size(); i++) {
            // Reads and chunks are both in the order of the bytes.
            var end = chunks.end(i);
            while (readTo < end) {
                readTo = reads.end(++read);
            }
            if (chunks.output(i) && read != before) {
                stamps[count++] = reads.nanos(read);
                before = read;
            }
        }
        return count == stamps.length ? stamps : Arrays.copyOf(stamps, count);
    }

    /** Returns the offset after the last event with output or a finish reason; there must be one. */
    private static int lastEnd(Chunks chunks) {
        var last = chunks.size() - 1;
        while (!chunks.outputOrFinish(last)) {
            last--;
        }
        return chunks.end(last);
    }

    /** Returns whether the first read with output brought several events with output. */
    private static boolean hasSeveralFirst(ReadTimes reads, Chunks chunks) {
        var first = chunks.firstOutput();
        var begun = chunks.end(first);
        var firstRead = reads.end(reads.indexOf(begun));
        for (var i = first + 1; i < chunks.size() && chunks.end(i) <= firstRead; i++) {
            if (chunks.output(i) && chunks.end(i) > begun) {
                return true;
            }
        }
        return false;
    }

    /** Returns second read with output − first read with output; empty if there is only one. */
    public OptionalDouble ttst() {
        return gaps.first();
    }

    /** Returns n / reads with output; empty if n is unknown. */
    public OptionalDouble tokensPerChunk() {
        return usage == null
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) usage.completionTokens() / (gaps.count() + 1));
    }

    /**
     * Returns (e2e − ttft) / (n − tokens of the first read with output); empty if one read brought all output, or n or those tokens are
     * unknown.
     */
    public OptionalDouble tpot() {
        return tokenTime == null ? OptionalDouble.empty() : OptionalDouble.of(tokenTime.likely());
    }

    /** Returns whether it may have had more than one token. */
    private boolean hasSeveral() {
        return usage == null || usage.completionTokens() > 1;
    }

    /** Returns whether it must have had a time per token that could not be observed. */
    public boolean lacksTokenTime() {
        return tokenTime == null && hasSeveral();
    }

    /** Returns whether it may have had gaps, but one read brought all its output. */
    public boolean lacksGaps() {
        return gaps.count() == 0 && hasSeveral();
    }

    /** Returns whether its tpot is known only as a range. */
    public boolean isRough() {
        return tokenTime != null && !tokenTime.exact();
    }

    /** Returns the same request with the smallest tpot that it may have had. */
    public RequestTimes fastest() {
        return tokenTime == null ? this : with(tokenTime.atFastest());
    }

    /** Returns the same request with the largest tpot that it may have had. */
    public RequestTimes slowest() {
        return tokenTime == null ? this : with(tokenTime.atSlowest());
    }

    private RequestTimes with(TokenTime other) {
        return new RequestTimes(id, clientWait, scheduleLag, ttft, e2e, usage, other, gaps);
    }

    /** Returns input tokens / ttft, per second; empty if the server gave no usage or no time passed. */
    public OptionalDouble promptTps() {
        return usage == null || ttft <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(usage.promptTokens() * MS_PER_SECOND / ttft);
    }
}
