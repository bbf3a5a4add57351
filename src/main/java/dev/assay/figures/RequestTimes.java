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
 * @param firstTokens tokens in the first output chunk: as the chunk says, else 1
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
        int firstTokens,
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
        return Optional.of(new RequestTimes(
                trace.id(),
                (trace.sent() - trace.scheduled()) / NANOS_PER_MS,
                (trace.sent() - released) / NANOS_PER_MS,
                (stamps[0] - trace.sent()) / NANOS_PER_MS,
                (trace.reads().arrival(last) - trace.sent()) / NANOS_PER_MS,
                transcript.usage(),
                first.tokens() == null ? 1 : first.tokens(),
                Gaps.between(stamps)));
    }

    /** Returns when each read came that carries output, in nanoseconds of the trace's clock; empty if none does. */
    static long[] stamps(Trace trace) {
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

    /** Returns (e2e − ttft) / (n − tokens in the first output chunk); empty when nothing follows the first chunk or n is unknown. */
    public OptionalDouble tpot() {
        var following = usage == null ? 0 : usage.completionTokens() - firstTokens;
        return following > 0 ? OptionalDouble.of((e2e - ttft) / following) : OptionalDouble.empty();
    }

    /** Returns input tokens / ttft, a second; empty when the server does not count or no time passed. */
    OptionalDouble promptTps() {
        return usage == null || ttft <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(usage.promptTokens() * MS_PER_SECOND / ttft);
    }
}
