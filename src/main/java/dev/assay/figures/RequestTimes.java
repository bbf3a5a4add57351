package dev.assay.figures;

import dev.assay.trace.Reads;
import dev.assay.trace.Trace;
import dev.assay.trace.Transcript.Chunk;
import dev.assay.trace.Transcript.Usage;
import java.util.ArrayList;
import java.util.List;
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
        List<Double> gaps) {
    private static final double NANOS_PER_MS = 1e6;
    private static final double MS_PER_SECOND = 1e3;

    public RequestTimes {
        gaps = List.copyOf(gaps);
    }

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
        var outputs = transcript.chunks().stream().filter(Chunk::output).toList();
        if (outputs.isEmpty()) {
            return Optional.empty();
        }
        var first = outputs.getFirst();
        var last = transcript.chunks().stream()
                .filter(chunk -> chunk.output() || chunk.finish())
                .mapToInt(Chunk::end)
                .max()
                .orElse(first.end());
        return Optional.of(new RequestTimes(
                trace.id(),
                (trace.sent() - trace.scheduled()) / NANOS_PER_MS,
                (trace.sent() - released) / NANOS_PER_MS,
                (trace.reads().arrival(first.end()) - trace.sent()) / NANOS_PER_MS,
                (trace.reads().arrival(last) - trace.sent()) / NANOS_PER_MS,
                transcript.usage(),
                first.tokens() == null ? 1 : first.tokens(),
                gaps(trace.reads(), outputs)));
    }

    /** Returns when each read came that carries output, in nanoseconds of the trace's clock; empty if none does. */
    static long[] stamps(Trace trace) {
        var reads = trace.reads();
        return trace.transcript().chunks().stream()
                .filter(Chunk::output)
                .mapToInt(chunk -> reads.indexOf(chunk.end()))
                .distinct()
                .mapToLong(reads::nanos)
                .toArray();
    }

    private static List<Double> gaps(Reads reads, List<Chunk> outputs) {
        var gaps = new ArrayList<Double>();
        var before = reads.indexOf(outputs.getFirst().end());
        for (var chunk : outputs) {
            var read = reads.indexOf(chunk.end());
            if (read > before) {
                gaps.add((reads.nanos(read) - reads.nanos(before)) / NANOS_PER_MS);
                before = read;
            }
        }
        return gaps;
    }

    /** Returns second read that carries output − first; empty where there is one read. */
    OptionalDouble ttst() {
        return gaps.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(gaps.getFirst());
    }

    /** Returns n / reads that carry output; empty where n is unknown. */
    OptionalDouble tokensPerChunk() {
        return usage == null
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) usage.completionTokens() / (gaps.size() + 1));
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
