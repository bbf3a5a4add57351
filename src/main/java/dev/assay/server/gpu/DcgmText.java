package dev.assay.server.gpu;

import dev.assay.recording.GpuRecord.Sample;
import dev.assay.server.prometheus.MetricsPage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a DCGM exporter tells, in Prometheus' text format:
 *
 * <pre>
 * DCGM_FI_DEV_POWER_USAGE{gpu="0",UUID="GPU-…",modelName="NVIDIA A30",GPU_I_PROFILE="1g.6gb",GPU_I_ID="3"} 92.4
 * </pre>
 *
 * Of a GPU that is split it has a line for each part, with the power and clocks of the whole in all of them.
 */
final class DcgmText {
    static final String PREFIX = "DCGM_FI_DEV_";

    private DcgmText() {}

    /**
     * One GPU.
     *
     * @param labels of its first line
     * @param profiles the sizes of its parts; none: it is whole
     * @param values by metric, the first of each
     */
    record Seen(Map<String, String> labels, List<String> profiles, Map<String, BigDecimal> values) {
        Seen {
            labels = Map.copyOf(labels);
            profiles = List.copyOf(profiles);
            values = Map.copyOf(values);
        }

        Optional<String> label(String name) {
            return Optional.ofNullable(labels.get(name)).filter(value -> !value.isEmpty());
        }

        @Nullable Long whole(String metric) {
            var value = values.get(PREFIX + metric);
            return value == null
                    ? null
                    : value.setScale(0, RoundingMode.HALF_UP).longValue();
        }

        Sample sample(long nanos) {
            var watts = values.get(PREFIX + "POWER_USAGE");
            // Renamed with DCGM 3.3, as all that was called throttling.
            var reasons = whole("CLOCKS_EVENT_REASONS");
            return new Sample(
                    nanos,
                    watts == null
                            ? null
                            : watts.movePointRight(3)
                                    .setScale(0, RoundingMode.HALF_UP)
                                    .longValue(),
                    whole("SM_CLOCK"),
                    whole("MEM_CLOCK"),
                    whole("GPU_TEMP"),
                    whole("GPU_UTIL"),
                    whole("FB_USED"),
                    reasons == null ? whole("CLOCK_THROTTLE_REASONS") : reasons);
        }
    }

    /** Returns the GPUs that it tells of, by their UUIDs, in its order. */
    static Map<String, Seen> gpus(String text) {
        var first = new LinkedHashMap<String, Map<String, String>>();
        var profiles = new HashMap<String, Map<String, String>>();
        var values = new HashMap<String, Map<String, BigDecimal>>();
        for (var sample : MetricsPage.of(text).samples()) {
            var labels = sample.labels();
            var uuid = labels.getOrDefault("UUID", labels.getOrDefault("uuid", ""));
            // What the exporter could not find out is NaN.
            var value = sample.decimal();
            if (!sample.name().startsWith(PREFIX) || uuid.isEmpty() || value.isEmpty()) {
                continue;
            }
            first.putIfAbsent(uuid, labels);
            values.computeIfAbsent(uuid, key -> new HashMap<>()).putIfAbsent(sample.name(), value.get());
            var profile = labels.getOrDefault("GPU_I_PROFILE", "");
            var parts = profiles.computeIfAbsent(uuid, key -> new LinkedHashMap<>());
            if (!profile.isEmpty()) {
                parts.put(labels.getOrDefault("GPU_I_ID", ""), profile);
            }
        }
        var gpus = new LinkedHashMap<String, Seen>();
        first.forEach((uuid, labels) -> gpus.put(
                uuid,
                new Seen(
                        labels,
                        List.copyOf(profiles.getOrDefault(uuid, Map.of()).values()),
                        values.getOrDefault(uuid, Map.of()))));
        return gpus;
    }

    /** Returns the facts of these GPUs. */
    static Map<String, String> facts(Collection<Seen> gpus) {
        return GpuFacts.of(
                gpus.stream()
                        .map(gpu -> new Gpu(
                                values(gpu),
                                gpu.profiles.stream()
                                        .map(profile -> new MigInstances.Part(profile, ""))
                                        .toList()))
                        .toList(),
                Set.of());
    }

    private static Map<String, String> values(Seen gpu) {
        var values = new HashMap<String, String>();
        gpu.label("modelName").ifPresent(name -> values.put(Gpu.NAME, name));
        gpu.label("DCGM_FI_DRIVER_VERSION").ifPresent(driver -> values.put(Gpu.DRIVER, driver));
        if (!gpu.profiles.isEmpty()) {
            values.put(Gpu.MIG, "Enabled");
        }
        put(values, Gpu.POWER_LIMIT, gpu.whole("POWER_MGMT_LIMIT"));
        put(values, Gpu.MAX_CLOCK, gpu.whole("MAX_SM_CLOCK"));
        put(values, Gpu.MAX_MEMORY_CLOCK, gpu.whole("MAX_MEM_CLOCK"));
        return values;
    }

    private static void put(Map<String, String> values, String field, @Nullable Long value) {
        if (value != null) {
            values.put(field, value.toString());
        }
    }
}
