package dev.assay.server.gpu;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The GPUs that a server uses, and the processes on them.
 *
 * @param own the server's processes
 * @param others processes that are not known to be the server's
 */
record ServerGpus(List<Gpu> gpus, List<GpuProcess> own, List<GpuProcess> others) {
    /** Determines a server's GPUs from the processes that compute now. */
    static ServerGpus of(ServerProcesses processes, List<Gpu> all, List<GpuProcess> gpuProcesses) {
        return of(all, gpuProcesses, processes.pids(), processes.visible());
    }

    /**
     * Determines which GPUs are the server's: those with its processes; if these are unknown, those that it was given; otherwise those with any
     * process; otherwise all.
     *
     * @param pids the server's processes; empty if unknown
     * @param visible the names of the GPUs that it was given; empty if unknown, or if it may use all
     */
    static ServerGpus of(List<Gpu> all, List<GpuProcess> gpuProcesses, Set<Long> pids, Set<String> visible) {
        var mine = gpuProcesses.stream()
                .filter(process -> pids.contains(process.pid()))
                .toList();
        var gpus = with(all, mine)
                .or(() -> some(all.stream().filter(gpu -> isGiven(gpu, visible)).toList()))
                .or(() -> with(all, gpuProcesses))
                .orElse(all);
        var uuids = gpus.stream().map(Gpu::uuid).collect(Collectors.toUnmodifiableSet());
        return new ServerGpus(
                gpus,
                mine,
                gpuProcesses.stream()
                        .filter(process -> uuids.contains(process.gpu()) && !mine.contains(process))
                        .toList());
    }

    private static Optional<List<Gpu>> with(List<Gpu> all, List<GpuProcess> gpuProcesses) {
        var uuids = gpuProcesses.stream().map(GpuProcess::gpu).collect(Collectors.toUnmodifiableSet());
        return some(all.stream().filter(gpu -> uuids.contains(gpu.uuid())).toList());
    }

    private static boolean isGiven(Gpu gpu, Set<String> visible) {
        return visible.contains(gpu.uuid())
                || gpu.value(Gpu.INDEX).filter(visible::contains).isPresent()
                || gpu.parts().stream().anyMatch(part -> visible.contains(part.uuid()));
    }

    private static Optional<List<Gpu>> some(List<Gpu> gpus) {
        return gpus.isEmpty() ? Optional.empty() : Optional.of(gpus);
    }

    /** Returns this with the processes of a later time added; the GPUs stay the same. */
    ServerGpus and(ServerGpus later) {
        var mine = byPlace(Stream.concat(own.stream(), later.own.stream()));
        var foreign = byPlace(Stream.concat(others.stream(), later.others.stream()));
        // A process of the server stays the server's, even if the server has ended since.
        foreign.keySet().removeAll(mine.keySet());
        return new ServerGpus(gpus, List.copyOf(mine.values()), List.copyOf(foreign.values()));
    }

    /** A process that is there at both times counts once, with its last memory use. */
    private static Map<String, GpuProcess> byPlace(Stream<GpuProcess> gpuProcesses) {
        return gpuProcesses.collect(Collectors.toMap(
                process -> process.gpu() + " " + process.pid(),
                Function.identity(),
                (before, after) -> after,
                LinkedHashMap::new));
    }
}
