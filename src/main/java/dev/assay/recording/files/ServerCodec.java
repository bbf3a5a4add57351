package dev.assay.recording.files;

import dev.assay.recording.GaugeSummary;
import dev.assay.recording.Histogram;
import dev.assay.recording.ServerCount;
import dev.assay.recording.ServerGauge;
import dev.assay.recording.ServerRecord;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Writes and reads what a server counted. */
final class ServerCodec implements SideRecordCodec<ServerRecord> {
    @Override
    public String key() {
        return "server_counts";
    }

    @Override
    public Class<ServerRecord> type() {
        return ServerRecord.class;
    }

    @Override
    public void write(ServerRecord server, ObjectNode json) {
        json.put("scrapes", server.scrapes());
        json.put("failed", server.failed());
        if (server.unseen() != null) {
            json.put("unseen", server.unseen());
            return;
        }
        if (server.busyBefore() != null) {
            json.put("busy_before", server.busyBefore());
        }
        var counts = json.putObject("counts");
        server.counts().forEach((count, by) -> counts.put(count.key(), by));
        var finished = json.putObject("finished");
        server.finished().forEach(finished::put);
        put(json, "ttft", server.ttft());
        put(json, "itl", server.itl());
        var gauges = json.putObject("gauges");
        server.gauges().forEach((gauge, level) -> put(gauges.putObject(gauge.key()), level));
    }

    private static void put(ObjectNode json, GaugeSummary level) {
        json.put("mean", level.mean()).put("max", level.max()).put("samples", level.samples());
        if (!level.readings().isEmpty()) {
            var at = json.putArray("at");
            var values = json.putArray("values");
            level.readings().forEach(reading -> {
                at.add(reading.nanos());
                values.add(reading.value());
            });
        }
    }

    private static void put(ObjectNode json, String key, @Nullable Histogram times) {
        if (times != null) {
            var histogram = json.putObject(key).put("count", times.count()).put("sum", times.sum());
            var buckets = histogram.putArray("buckets");
            times.buckets()
                    .forEach(bucket -> buckets.addArray().add(bucket.atMost()).add(bucket.count()));
        }
    }

    @Override
    public ServerRecord read(JsonLine line) {
        if (line.json().has("unseen")) {
            return ServerRecord.unseen(line.count("scrapes"), line.count("failed"), line.text("unseen"));
        }
        return new ServerRecord(
                line.count("scrapes"),
                line.count("failed"),
                null,
                line.optionalWhole("busy_before"),
                counts(line.object("counts")),
                finished(line.object("finished")),
                histogram(line.optionalObject("ttft")),
                histogram(line.optionalObject("itl")),
                gauges(line.object("gauges")));
    }

    private static Map<ServerCount, Long> counts(JsonLine line) {
        var counts = new EnumMap<ServerCount, Long>(ServerCount.class);
        for (var key : line.json().propertyNames()) {
            var count = ServerCount.of(key)
                    .orElseThrow(() -> new JsonLine.Damaged("[" + key + "] is not the name of a counter"));
            if (line.whole(key) < 0) {
                throw new JsonLine.Damaged("'" + key + "' must be 0 or more, found [" + line.whole(key) + "]");
            }
            counts.put(count, line.whole(key));
        }
        return counts;
    }

    private static Map<String, Long> finished(JsonLine line) {
        var finished = new LinkedHashMap<String, Long>();
        line.json().propertyNames().forEach(reason -> finished.put(reason, line.whole(reason)));
        return finished;
    }

    private static @Nullable Histogram histogram(@Nullable JsonLine line) {
        if (line == null) {
            return null;
        }
        var buckets = new ArrayList<Histogram.Bucket>();
        for (var pair : line.json().path("buckets")) {
            if (pair.size() != 2 || !pair.path(0).isNumber() || !pair.path(1).canConvertToLong()) {
                throw new JsonLine.Damaged("'buckets' must be pairs of a bound and a count, found [" + pair + "]");
            }
            buckets.add(
                    new Histogram.Bucket(pair.path(0).asDouble(), pair.path(1).asLong()));
        }
        return new Histogram(line.whole("count"), line.number("sum"), buckets);
    }

    private static Map<ServerGauge, GaugeSummary> gauges(JsonLine line) {
        var gauges = new EnumMap<ServerGauge, GaugeSummary>(ServerGauge.class);
        for (var key : line.json().propertyNames()) {
            var gauge = ServerGauge.of(key)
                    .orElseThrow(() -> new JsonLine.Damaged("[" + key + "] is not the name of a gauge"));
            var level = line.object(key);
            gauges.put(
                    gauge,
                    new GaugeSummary(
                            level.number("mean"), level.number("max"), level.count("samples"), readings(level)));
        }
        return gauges;
    }

    /** Files of earlier versions have none. */
    private static List<GaugeSummary.Reading> readings(JsonLine level) {
        if (!level.json().has("at")) {
            return List.of();
        }
        var at = level.wholes("at");
        var values = level.numbers("values");
        if (at.size() != values.size() || at.size() != level.count("samples")) {
            throw new JsonLine.Damaged("'at' and 'values' must have as many numbers as 'samples' says, found ["
                    + at.size() + "] and [" + values.size() + "]");
        }
        return IntStream.range(0, at.size())
                .mapToObj(i -> new GaugeSummary.Reading(at.get(i), values.get(i)))
                .toList();
    }
}
