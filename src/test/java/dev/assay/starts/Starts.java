package dev.assay.starts;

import dev.assay.stats.Uncertainty;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Run sets by hand. */
public final class Starts {
    private Starts() {}

    public static final Instant DAY = Instant.parse("2026-11-20T08:00:00Z");

    /** Returns the conditions of a load test on a GPU, with some of them changed. A null takes one away. */
    public static Map<String, String> conditions(@Nullable String... namesAndValues) {
        var conditions = new LinkedHashMap<String, String>();
        conditions.put("model", "Qwen/Qwen3-8B");
        conditions.put("precision", "bf16");
        conditions.put("engine", "vllm");
        conditions.put("concurrency", "10");
        conditions.put("requests", "100");
        conditions.put("server version", "0.31.0");
        conditions.put("server gpu", "NVIDIA H200");
        conditions.put("server driver", "580.105.08");
        for (var i = 0; i < namesAndValues.length; i += 2) {
            var name = Objects.requireNonNull(namesAndValues[i]);
            var value = namesAndValues[i + 1];
            if (value == null) {
                conditions.remove(name);
            } else {
                conditions.put(name, value);
            }
        }
        return conditions;
    }

    /** Returns a sound start, so many hours after {@link #DAY}, of a server that started then too. */
    public static MeasuredStart start(
            int hours, Map<String, String> conditions, Map<String, StartValue> values, Map<String, Boolean> answers) {
        var when = DAY.plusSeconds(3600L * hours);
        return new MeasuredStart(
                "run " + (hours + 1),
                when,
                Optional.of(when.toString()),
                conditions,
                values,
                answers,
                Optional.empty());
    }

    public static RunSet set(MeasuredStart... starts) {
        return new RunSet("here", List.of(starts));
    }

    /** Returns the set of one start of these conditions. */
    public static RunSet of(Map<String, String> conditions) {
        return set(start(0, conditions, Map.of(), Map.of()));
    }

    public static StartValue value(double value) {
        return new StartValue(value, Uncertainty.NONE);
    }
}
