package dev.assay.report.json;

import dev.assay.recording.Histogram;
import dev.assay.recording.ServerRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The server's own counts, for {@code result.json}. Times are in milliseconds, gauges as the server reports them. */
final class ServerJson {
    private static final int DECIMALS = 6;
    private static final double MS_PER_SECOND = 1e3;

    private ServerJson() {}

    static void put(ObjectNode json, ServerRecord counted) {
        json.put("scrapes", counted.scrapes());
        json.put("failed", counted.failed());
        if (counted.unseen() != null) {
            json.put("unseen", counted.unseen());
            return;
        }
        if (counted.busyBefore() != null) {
            json.put("busy_before", counted.busyBefore());
        }
        var counts = json.putObject("counts");
        counted.counts().forEach((count, by) -> counts.put(count.key(), by));
        var finished = json.putObject("finished");
        counted.finished().forEach(finished::put);
        put(json, "ttft", counted.ttft());
        put(json, "itl", counted.itl());
        var gauges = json.putObject("gauges");
        counted.gauges()
                .forEach((gauge, level) -> gauges.putObject(gauge.key())
                        .put("mean", rounded(level.mean()))
                        .put("max", rounded(level.max()))
                        .put("samples", level.samples()));
    }

    private static void put(ObjectNode json, String key, @Nullable Histogram times) {
        if (times != null) {
            var entry = json.putObject(key).put("count", times.count());
            put(entry, "mean", times.mean());
            put(entry, "p50", times.quantile(0.5));
            put(entry, "p90", times.quantile(0.9));
            put(entry, "p99", times.quantile(0.99));
        }
    }

    private static void put(ObjectNode json, String key, OptionalDouble seconds) {
        seconds.ifPresent(value -> json.put(key, rounded(value * MS_PER_SECOND)));
    }

    private static BigDecimal rounded(double value) {
        return new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_UP);
    }
}
