package dev.assay.server.gpu;

import dev.assay.server.gpu.MigInstances.Part;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One GPU, as {@code nvidia-smi} tells of it.
 *
 * @param told its values by field; what it does not tell is not there
 * @param parts what it is split into; none: it is whole
 */
record Gpu(Map<String, String> told, List<Part> parts) {
    static final String INDEX = "index";
    static final String UUID = "uuid";
    static final String NAME = "name";
    static final String DRIVER = "driver_version";
    static final String MEMORY = "memory.total";
    static final String MIG = "mig.mode.current";
    static final String POWER_LIMIT = "power.limit";
    static final String MAX_CLOCK = "clocks.max.sm";
    static final String MAX_MEMORY_CLOCK = "clocks.max.memory";

    /** What is asked of each. All but the mode of MIG (driver 450) are older than any GPU that serves. */
    static final List<String> FIELDS =
            List.of(INDEX, UUID, NAME, DRIVER, MEMORY, MIG, POWER_LIMIT, MAX_CLOCK, MAX_MEMORY_CLOCK);

    Gpu {
        told = Map.copyOf(told);
        parts = List.copyOf(parts);
    }

    Optional<String> value(String field) {
        return Optional.ofNullable(told.get(field));
    }

    String uuid() {
        return told.getOrDefault(UUID, "");
    }

    /** Returns whether it is split into parts, or could be: power and clocks are then still of the whole. */
    boolean partitioned() {
        return told.getOrDefault(MIG, "").equals("Enabled");
    }
}
