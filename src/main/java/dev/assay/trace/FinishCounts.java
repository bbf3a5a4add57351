package dev.assay.trace;

import dev.assay.trace.choices.FinishReason;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How many answers ended for each finish reason. Counted are complete answers, and answers that the server gave up with a finish reason. Answers
 * without a finish reason are not counted.
 *
 * @param counts how many ended for each reason; every reason has an entry, in the order of {@link FinishReason}
 */
public record FinishCounts(Map<FinishReason, Integer> counts) {
    /** No answer has a finish reason. */
    public static final FinishCounts NONE = of(List.of());

    public FinishCounts {
        var all = new EnumMap<FinishReason, Integer>(FinishReason.class);
        for (var kind : FinishReason.values()) {
            all.put(kind, counts.getOrDefault(kind, 0));
        }
        counts = Collections.unmodifiableMap(all);
    }

    /** Counts the finish reasons of requests. */
    public static FinishCounts of(Collection<Trace> traces) {
        var counts = new EnumMap<FinishReason, Integer>(FinishReason.class);
        for (var trace : traces) {
            var reason = trace.transcript().finishReason();
            if (reason != null && (trace.complete() || FinishReason.of(reason) == FinishReason.GAVE_UP)) {
                counts.merge(FinishReason.of(reason), 1, Integer::sum);
            }
        }
        return new FinishCounts(counts);
    }

    /** Returns how many answers ended for this reason. */
    public int count(FinishReason kind) {
        return counts.getOrDefault(kind, 0);
    }

    /** Returns how many answers have a finish reason. */
    public int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
