package dev.assay.tools.published;

import dev.assay.plan.thresholds.PublishedFigures;
import dev.assay.plan.thresholds.WrittenNumber;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Published rows for tests, from {@code key value} pairs. A test changes one of them to plant a fault. */
public record PublishedRows(Map<String, String> values) {
    public PublishedRows {
        values = Map.copyOf(values);
    }

    /** Qwen3-14B-FP8 at 10 in flight, as it was published. */
    public static PublishedRows clean() {
        return of(Map.ofEntries(
                Map.entry("in", "10000"),
                Map.entry("out", "800"),
                Map.entry("concurrency", "10"),
                Map.entry("qps", "0.486"),
                Map.entry("prompt-tps", "194913.743"),
                Map.entry("decode-tps", "38.979"),
                Map.entry("ttft", "51.305"),
                Map.entry("e2e", "20549.589"),
                Map.entry("tpot", "25.655"),
                Map.entry("requests", "30"),
                Map.entry("warmup", "1"),
                Map.entry("hit-rate", "96.62")));
    }

    static PublishedRows of(Map<String, String> values) {
        return new PublishedRows(values);
    }

    public PublishedRows with(String key, String value) {
        var changed = new LinkedHashMap<>(values);
        changed.put(key, value);
        return new PublishedRows(changed);
    }

    public PublishedRows without(String key) {
        var changed = new LinkedHashMap<>(values);
        changed.remove(key);
        return new PublishedRows(changed);
    }

    public PublishedLoadTest row() {
        var hitRate = values.get("hit-rate");
        var published = new PublishedFigures(
                written("qps"),
                written("prompt-tps"),
                written("decode-tps"),
                written("ttft"),
                written("e2e"),
                written("tpot"),
                hitRate == null ? null : new WrittenNumber(new BigDecimal(hitRate)),
                count("requests"),
                count("warmup"),
                "a test");
        var slots = whole(values.containsKey("max-in-flight") ? "max-in-flight" : "concurrency");
        return new PublishedLoadTest(whole("in"), whole("out"), whole("concurrency"), slots, published);
    }

    private WrittenNumber written(String key) {
        return new WrittenNumber(new BigDecimal(text(key)));
    }

    private int whole(String key) {
        return Integer.parseInt(text(key));
    }

    private @Nullable Integer count(String key) {
        return values.containsKey(key) ? Integer.valueOf(whole(key)) : null;
    }

    private String text(String key) {
        var value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no " + key);
        }
        return value;
    }
}
