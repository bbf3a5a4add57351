package dev.assay.report.page.loads;

import dev.assay.recording.GaugeSummary;
import dev.assay.recording.GpuRecord;
import dev.assay.recording.Recording;
import dev.assay.recording.ServerGauge;
import dev.assay.recording.ServerRecord;
import dev.assay.report.words.Said;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the server and its GPUs reported while the requests of a load test were measured.
 *
 * @param facts each with its name, for people
 * @param gauges the readings of the server's gauges; one whose readings were not kept is missing
 * @param start the zero of all times, in nanoseconds of the traces' clock
 * @param gpus the readings of each GPU, with times since the start of the lanes
 */
record Telemetry(List<Fact> facts, Map<ServerGauge, List<GaugeSummary.Reading>> gauges, long start, List<Gpu> gpus) {
    private static final double MILLI = 1e3;

    Telemetry {
        facts = List.copyOf(facts);
        gpus = List.copyOf(gpus);
    }

    /**
     * The readings of a GPU. A value that the GPU did not report is absent.
     *
     * @param millis when it was read
     * @param busy the share of the last second in which it worked, in percent
     * @param clock in MHz
     * @param watts its power
     */
    record Gpu(
            String name,
            List<Double> millis,
            List<@Nullable Double> busy,
            List<@Nullable Double> clock,
            List<@Nullable Double> watts) {}

    /** @param start the zero of all times, in nanoseconds of the traces' clock */
    static Telemetry of(Recording recording, long start, long end) {
        var facts = new ArrayList<Fact>();
        facts.addAll(ofServer(recording.counted()));
        var gpus = recording.gpu().stream()
                .flatMap(seen -> seen.gpus().stream())
                .map(gpu -> gpu(gpu, start, end))
                .filter(gpu -> !gpu.millis().isEmpty())
                .toList();
        facts.addAll(ofGpus(recording.gpu(), gpus));
        var gauges = new EnumMap<ServerGauge, List<GaugeSummary.Reading>>(ServerGauge.class);
        recording
                .counted()
                .ifPresent(counted -> counted.gauges().forEach((gauge, level) -> {
                    if (!level.readings().isEmpty()) {
                        gauges.put(gauge, level.readings());
                    }
                }));
        return new Telemetry(facts, gauges, start, gpus);
    }

    private static List<Fact> ofServer(Optional<ServerRecord> counted) {
        if (counted.isEmpty()) {
            return List.of(new Fact(Said.of("server counters", "服务端计数"), Said.of("not read", "未采集")));
        }
        var unseen = counted.get().unseen();
        if (unseen != null) {
            return List.of(
                    new Fact(Said.of("server counters", "服务端计数"), Said.of("not read: " + unseen, "未采集（原文）：" + unseen)));
        }
        var facts = new ArrayList<Fact>();
        gauge(counted.get(), ServerGauge.RUNNING, "requests running in the server", "服务端运行中的请求", 1, "")
                .ifPresent(facts::add);
        gauge(counted.get(), ServerGauge.WAITING, "requests waiting in the server", "服务端排队的请求", 1, "")
                .ifPresent(facts::add);
        gauge(counted.get(), ServerGauge.KV_CACHE_USAGE, "KV cache in use", "KV 缓存使用率", 100, " %")
                .ifPresent(facts::add);
        return facts;
    }

    private static Optional<Fact> gauge(
            ServerRecord counted, ServerGauge gauge, String en, String zh, double scale, String unit) {
        var level = counted.gauges().get(gauge);
        if (level == null) {
            return Optional.empty();
        }
        var mean = String.format(Locale.ROOT, "%.1f%s", level.mean() * scale, unit);
        var max = String.format(Locale.ROOT, "%.1f%s", level.max() * scale, unit);
        return Optional.of(new Fact(
                Said.of(en, zh),
                Said.of(
                        "mean " + mean + ", maximum " + max + ", of " + level.samples() + " readings",
                        "平均 " + mean + "，最大 " + max + "，共 " + level.samples() + " 次读数")));
    }

    private static List<Fact> ofGpus(Optional<GpuRecord> seen, List<Gpu> gpus) {
        if (gpus.isEmpty()) {
            return List.of(new Fact(
                    Said.of("GPU", "GPU"),
                    seen.isEmpty() ? Said.of("not recorded", "未采集") : Said.of("no readings", "无读数")));
        }
        return gpus.stream()
                .map(gpu -> new Fact(
                        Said.name("GPU " + gpu.name()),
                        Said.of(
                                said("utilisation", gpu.busy(), "%") + "; " + said("clock", gpu.clock(), "MHz") + "; "
                                        + said("power", gpu.watts(), "W"),
                                zh("利用率", gpu.busy(), "%") + "；" + zh("时钟", gpu.clock(), "MHz") + "；"
                                        + zh("功率", gpu.watts(), "W"))))
                .toList();
    }

    private static String said(String name, List<@Nullable Double> values, String unit) {
        return range(values, unit).map(range -> name + " " + range).orElse(name + " not reported");
    }

    private static String zh(String name, List<@Nullable Double> values, String unit) {
        return range(values, unit).map(range -> name + " " + range).orElse(name + "未提供");
    }

    /** Returns the smallest and the largest value. */
    private static Optional<String> range(List<@Nullable Double> values, String unit) {
        var known = values.stream()
                .flatMap(java.util.stream.Stream::ofNullable)
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        return known.getCount() == 0
                ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "%.0f–%.0f %s", known.getMin(), known.getMax(), unit));
    }

    private static Gpu gpu(GpuRecord.Gpu gpu, long start, long end) {
        var within = gpu.samples().stream()
                .filter(sample -> sample.nanos() >= start && sample.nanos() <= end)
                .toList();
        return new Gpu(
                gpu.name(),
                within.stream()
                        .map(sample -> RequestLanes.millis(sample.nanos() - start))
                        .toList(),
                values(within, sample -> number(sample.busy())),
                values(within, sample -> number(sample.clock())),
                values(
                        within,
                        sample -> sample.milliwatts() == null ? null : Double.valueOf(sample.milliwatts() / MILLI)));
    }

    private static @Nullable Double number(@Nullable Long value) {
        return value == null ? null : Double.valueOf(value);
    }

    private static List<@Nullable Double> values(
            List<GpuRecord.Sample> samples, Function<GpuRecord.Sample, @Nullable Double> value) {
        var values = new ArrayList<@Nullable Double>();
        samples.forEach(sample -> values.add(value.apply(sample)));
        return values;
    }

    void into(ObjectNode json) {
        var server = json.putObject("gauges");
        gauges.forEach((gauge, readings) -> {
            var each = server.putObject(gauge.key());
            var at = each.putArray("at");
            var values = each.putArray("values");
            readings.forEach(reading -> {
                Distributions.add(at, RequestLanes.millis(reading.nanos() - start));
                Distributions.add(values, reading.value());
            });
        });
        var array = json.putArray("gpus");
        for (var gpu : gpus) {
            var each = array.addObject().put("name", gpu.name());
            var at = each.putArray("at");
            gpu.millis().forEach(millis -> Distributions.add(at, millis));
            put(each, "busy", gpu.busy());
            put(each, "clock", gpu.clock());
            put(each, "watts", gpu.watts());
        }
    }

    /** A value that no reading has is left out. */
    private static void put(ObjectNode json, String name, List<@Nullable Double> values) {
        if (values.stream().allMatch(value -> value == null)) {
            return;
        }
        var array = json.putArray(name);
        for (var value : values) {
            if (value == null) {
                array.addNull();
            } else {
                Distributions.add(array, value);
            }
        }
    }
}
