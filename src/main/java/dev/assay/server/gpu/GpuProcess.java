package dev.assay.server.gpu;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A process that computes on a GPU. In a container {@code nvidia-smi} lists none, or with process numbers of the host.
 *
 * @param gpu the GPU's UUID; for a MIG part, the UUID of the whole GPU
 * @param program its name without the path and without arguments
 * @param mib its GPU memory in MiB; null if unknown
 */
record GpuProcess(
        String gpu, long pid, String program, @Nullable Long mib) {
    private static final String GPU = "gpu_uuid";
    private static final String PID = "pid";
    private static final String MEMORY = "used_gpu_memory";
    private static final String NAME = "process_name";
    /** The name is last, since it may contain commas. */
    private static final List<String> FIELDS = List.of(GPU, PID, MEMORY, NAME);

    /** Returns the processes that {@code nvidia-smi} lists now. */
    static List<GpuProcess> all(NvidiaSmi smi) {
        return smi.query("compute-apps", FIELDS)
                .map(table ->
                        table.rows().stream().flatMap(row -> of(row).stream()).toList())
                .orElse(List.of());
    }

    private static Optional<GpuProcess> of(Map<String, String> row) {
        var gpu = row.getOrDefault(GPU, "");
        var pid = row.getOrDefault(PID, "");
        var memory = row.getOrDefault(MEMORY, "");
        var name = row.getOrDefault(NAME, "?");
        return gpu.isEmpty() || !pid.matches("[0-9]{1,10}")
                ? Optional.empty()
                : Optional.of(new GpuProcess(
                        gpu,
                        Long.parseLong(pid),
                        name.replaceFirst("\\s+-.*", "").replaceFirst("^.*[/\\\\]", ""),
                        memory.matches("[0-9]{1,9}") ? Long.valueOf(memory) : null));
    }
}
