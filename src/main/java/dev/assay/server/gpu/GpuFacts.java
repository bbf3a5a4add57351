package dev.assay.server.gpu;

import dev.assay.server.gpu.MigInstances.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Facts about GPUs as text, for the header of a test's traces. */
final class GpuFacts {
    private GpuFacts() {}

    /**
     * Returns the facts; empty without a GPU. Facts that no GPU reports are left out.
     *
     * @param visible the names of the GPU parts that the server was given, if known
     */
    static Map<String, String> of(List<Gpu> gpus, Set<String> visible) {
        var facts = new LinkedHashMap<String, String>();
        if (gpus.isEmpty()) {
            return facts;
        }
        names(gpus).ifPresent(names -> facts.put("gpu", names));
        same(gpus, gpu -> gpu.value(Gpu.MEMORY).map(mib -> mib + " MiB"))
                .ifPresent(all -> facts.put("gpu-memory", all));
        same(gpus, gpu -> gpu.value(Gpu.DRIVER)).ifPresent(all -> facts.put("driver", all));
        same(gpus, gpu -> mig(gpu, visible)).ifPresent(all -> facts.put("mig", all));
        same(gpus, gpu -> gpu.value(Gpu.POWER_LIMIT).map(watts -> watts + " W"))
                .ifPresent(all -> facts.put("gpu-power-limit", all));
        same(gpus, GpuFacts::clocks).ifPresent(all -> facts.put("gpu-max-clocks", all));
        return facts;
    }

    /** {@code NVIDIA H200}, {@code 2 × NVIDIA H200}, {@code NVIDIA L40S, 2 × NVIDIA H200}. */
    private static Optional<String> names(List<Gpu> gpus) {
        var names = gpus.stream()
                .flatMap(gpu -> gpu.value(Gpu.NAME).stream())
                .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
        return joined(counted(names));
    }

    private static List<String> counted(Map<String, Long> names) {
        var words = new ArrayList<String>();
        names.forEach((name, count) -> words.add(count == 1 ? name : count + " × " + name));
        return words;
    }

    /** Returns the value that all GPUs share; if they differ, each value once. */
    private static Optional<String> same(List<Gpu> gpus, Function<Gpu, Optional<String>> word) {
        return joined(new LinkedHashSet<>(
                gpus.stream().flatMap(gpu -> word.apply(gpu).stream()).toList()));
    }

    private static Optional<String> joined(Iterable<String> words) {
        var text = String.join(", ", words);
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static Optional<String> clocks(Gpu gpu) {
        return gpu.value(Gpu.MAX_CLOCK)
                .map(sm -> sm + " MHz"
                        + gpu.value(Gpu.MAX_MEMORY_CLOCK)
                                .map(memory -> ", memory " + memory + " MHz")
                                .orElse(""));
    }

    /** Returns the profile of the server's own part if it is known, otherwise the profiles of all parts. */
    private static Optional<String> mig(Gpu gpu, Set<String> visible) {
        if (!gpu.partitioned()) {
            // A GPU or driver without MIG reports no mode.
            return gpu.value(Gpu.MIG).map(mode -> mode.equals("Disabled") ? "off" : mode);
        }
        var own = gpu.parts().stream()
                .filter(part -> visible.contains(part.uuid()))
                .toList();
        var shown = own.isEmpty() ? gpu.parts() : own;
        var profiles = counted(shown.stream()
                .collect(Collectors.groupingBy(Part::profile, LinkedHashMap::new, Collectors.counting())));
        return Optional.of(
                profiles.isEmpty()
                        ? "on, without a part"
                        : own.isEmpty() && gpu.parts().size() > 1
                                ? "one of " + String.join(", ", profiles)
                                : String.join(", ", profiles));
    }
}
