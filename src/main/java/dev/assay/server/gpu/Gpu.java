package dev.assay.server.gpu;

import dev.assay.server.gpu.MigInstances.Part;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One GPU, as {@code nvidia-smi} reports it.
 *
 * @param values its values by field; missing ones are left out
 * @param parts its MIG parts; empty if the GPU is not split
 */
record Gpu(Map<String, String> values, List<Part> parts) {
    static final String INDEX = "index";
    static final String UUID = "uuid";
    static final String NAME = "name";
    static final String DRIVER = "driver_version";
    static final String MEMORY = "memory.total";
    static final String MIG = "mig.mode.current";
    static final String POWER_LIMIT = "power.limit";
    static final String MAX_CLOCK = "clocks.max.sm";
    static final String MAX_MEMORY_CLOCK = "clocks.max.memory";

    /** The fields to query. Every driver knows them, but for the MIG mode, which came with driver 450. */
    static final List<String> FIELDS =
            List.of(INDEX, UUID, NAME, DRIVER, MEMORY, MIG, POWER_LIMIT, MAX_CLOCK, MAX_MEMORY_CLOCK);

    Gpu {
        values = Map.copyOf(values);
        parts = List.copyOf(parts);
    }

    Optional<String> value(String field) {
        return Optional.ofNullable(values.get(field));
    }

    String uuid() {
        return values.getOrDefault(UUID, "");
    }

    /** Returns whether MIG is on. Power and clocks are then still those of the whole GPU. */
    boolean partitioned() {
        return values.getOrDefault(MIG, "").equals("Enabled");
    }
}
