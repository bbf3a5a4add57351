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
public record Finishes(Map<Finish, Integer> counts) {
    /** No answer says why it ended. */
    public static final Finishes NONE = of(List.of());

    public Finishes {
        var all = new EnumMap<Finish, Integer>(Finish.class);
        for (var kind : Finish.values()) {
            all.put(kind, counts.getOrDefault(kind, 0));
        }
        counts = Collections.unmodifiableMap(all);
    }

    /** Counts the reasons of requests. */
    public static Finishes of(Collection<Trace> traces) {
        var counts = new EnumMap<Finish, Integer>(Finish.class);
        for (var trace : traces) {
            var reason = trace.transcript().finishReason();
            if (reason != null && (trace.complete() || Finish.of(reason) == Finish.GAVE_UP)) {
                counts.merge(Finish.of(reason), 1, Integer::sum);
            }
        }
        return new Finishes(counts);
    }

    /** Returns how many answers ended for this reason. */
    public int count(Finish kind) {
        return counts.getOrDefault(kind, 0);
    }

    /** Returns how many answers say why they ended. */
    public int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
