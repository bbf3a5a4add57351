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
 * Which GPUs a server uses, and who computes on them.
 *
 * @param own the server's processes
 * @param others those that are not known to be the server's
 */
record Tenancy(List<Gpu> gpus, List<Tenant> own, List<Tenant> others) {
    /** Finds it out, at a moment at which these processes compute. */
    static Tenancy of(ServerProcesses processes, List<Gpu> all, List<Tenant> tenants) {
        return of(all, tenants, processes.pids(), processes.visible());
    }

    /**
     * Finds out which GPUs are the server's: those with its processes; where these cannot be known, those that it was given; else those with
     * any process; else all.
     *
     * @param pids the server's processes, where they can be known
     * @param visible the names of GPUs that it was given, where it was given some and they can be known
     */
    static Tenancy of(List<Gpu> all, List<Tenant> tenants, Set<Long> pids, Set<String> visible) {
        var mine =
                tenants.stream().filter(tenant -> pids.contains(tenant.pid())).toList();
        var gpus = with(all, mine)
                .or(() -> some(all.stream().filter(gpu -> isGiven(gpu, visible)).toList()))
                .or(() -> with(all, tenants))
                .orElse(all);
        var uuids = gpus.stream().map(Gpu::uuid).collect(Collectors.toUnmodifiableSet());
        return new Tenancy(
                gpus,
                mine,
                tenants.stream()
                        .filter(tenant -> uuids.contains(tenant.gpu()) && !mine.contains(tenant))
                        .toList());
    }

    private static Optional<List<Gpu>> with(List<Gpu> all, List<Tenant> tenants) {
        var uuids = tenants.stream().map(Tenant::gpu).collect(Collectors.toUnmodifiableSet());
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

    /** Returns this with what was seen at another moment; the GPUs are those of this one. */
    Tenancy and(Tenancy later) {
        var mine = byPlace(Stream.concat(own.stream(), later.own.stream()));
        var foreign = byPlace(Stream.concat(others.stream(), later.others.stream()));
        // Whose it was is known, though its server may be gone by now.
        foreign.keySet().removeAll(mine.keySet());
        return new Tenancy(gpus, List.copyOf(mine.values()), List.copyOf(foreign.values()));
    }

    /** A process that is there at both moments is one, with what it holds last. */
    private static Map<String, Tenant> byPlace(Stream<Tenant> tenants) {
        return tenants.collect(Collectors.toMap(
                tenant -> tenant.gpu() + " " + tenant.pid(),
                Function.identity(),
                (before, after) -> after,
                LinkedHashMap::new));
    }
}
