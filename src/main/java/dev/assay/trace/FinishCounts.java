package dev.assay.trace;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Why answers ended, as far as they say: those that ended whole, and those that the server gave up and gave a finish reason for. Answers
 * without one are not counted.
 *
 * @param counts how many ended for each reason, every reason named, in their order
 */
public record FinishCounts(Map<FinishReason, Integer> counts) {
    /** No answer says why it ended. */
    public static final FinishCounts NONE = of(List.of());

    public FinishCounts {
        var all = new EnumMap<FinishReason, Integer>(FinishReason.class);
        for (var kind : FinishReason.values()) {
            all.put(kind, counts.getOrDefault(kind, 0));
        }
        counts = Collections.unmodifiableMap(all);
    }

    /** Counts the reasons of requests. */
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

    /** Returns how many answers say why they ended. */
    public int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
