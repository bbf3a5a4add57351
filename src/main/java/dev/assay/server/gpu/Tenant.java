package dev.assay.server.gpu;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A process that computes on a GPU. In a container the program sees none, or numbers of another world.
 *
 * @param gpu the GPU's UUID; of a part of a GPU that of the whole
 * @param program its name without the path
 * @param mib the GPU's memory that it holds; absent where that is not told
 */
record Tenant(
        String gpu, long pid, String program, @Nullable Long mib) {
    private static final String GPU = "gpu_uuid";
    private static final String PID = "pid";
    private static final String MEMORY = "used_gpu_memory";
    private static final String NAME = "process_name";
    /** A name may hold commas, so it is last. */
    private static final List<String> FIELDS = List.of(GPU, PID, MEMORY, NAME);

    /** Returns those that it tells of now. */
    static List<Tenant> all(NvidiaSmi smi) {
        return smi.query("compute-apps", FIELDS)
                .map(table -> table.tests().stream()
                        .flatMap(test -> of(test).stream())
                        .toList())
                .orElse(List.of());
    }

    private static Optional<Tenant> of(Map<String, String> test) {
        var gpu = test.getOrDefault(GPU, "");
        var pid = test.getOrDefault(PID, "");
        var memory = test.getOrDefault(MEMORY, "");
        var name = test.getOrDefault(NAME, "?");
        return gpu.isEmpty() || !pid.matches("[0-9]{1,10}")
                ? Optional.empty()
                : Optional.of(new Tenant(
                        gpu,
                        Long.parseLong(pid),
                        name.replaceFirst("^.*[/\\\\]", ""),
                        memory.matches("[0-9]{1,9}") ? Long.valueOf(memory) : null));
    }
}
