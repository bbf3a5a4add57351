package dev.assay.server.gpu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads the MIG parts of GPUs from {@code nvidia-smi -L}, which lists one part per line below its GPU:
 *
 * <pre>
 * GPU 0: NVIDIA H100 80GB HBM3 (UUID: GPU-…)
 *   MIG 3g.40gb     Device  0: (UUID: MIG-…)
 *   MIG 1c.2g.20gb  Device  1: (UUID: MIG-…)
 * </pre>
 */
final class MigInstances {
    private static final Pattern GPU = Pattern.compile("GPU \\d+: .* \\(UUID: (GPU-[^)]+)\\)");
    private static final Pattern PART = Pattern.compile("\\s+MIG (\\S+)\\s+Device\\s+\\d+: \\(UUID: (MIG-[^)]+)\\)");

    private MigInstances() {}

    /**
     * One part of a GPU.
     *
     * @param profile the size, such as {@code 1g.10gb}
     * @param uuid the name for {@code CUDA_VISIBLE_DEVICES}
     */
    record Part(String profile, String uuid) {}

    /** Returns the parts of each GPU by the GPU's UUID; a GPU that is not split is left out. */
    static Map<String, List<Part>> of(String listed) {
        var parts = new HashMap<String, List<Part>>();
        var gpu = "";
        for (var line : listed.lines().toList()) {
            var whole = GPU.matcher(line.stripTrailing());
            var part = PART.matcher(line.stripTrailing());
            if (whole.matches()) {
                gpu = whole.group(1);
            } else if (part.matches()) {
                parts.computeIfAbsent(gpu, key -> new ArrayList<>()).add(new Part(part.group(1), part.group(2)));
            }
        }
        return parts;
    }
}
