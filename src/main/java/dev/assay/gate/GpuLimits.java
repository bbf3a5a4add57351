package dev.assay.gate;

import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.GpuName;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Chooses the bound of a limit by the GPUs of the server that was measured. A limit that has none for them is UNMEASURED. */
final class GpuLimits {
    private static final String NAMES = "gpu";
    private static final String PARTS = "mig";
    private static final String COUNTED = "^[0-9]+ × ";
    private static final String HOW_TO_KNOW =
            "It is known with nvidia-smi on the server's machine, or with -Dassay.dcgm=URL.";

    private GpuLimits() {}

    /** The choice: the limit with one bound, or why there is none. */
    private sealed interface Choice {
        record Of(Limit limit) implements Choice {}

        record None(Unmeasured why) implements Choice {}
    }

    /**
     * Judges a limit with the bound of the server's GPUs.
     *
     * @param server the facts about the server in the header of a recording
     * @param judge gives the ruling on a limit that has one bound
     */
    static Belief.Ruling judge(Limit limit, Map<String, String> server, Function<Limit, Belief.Ruling> judge) {
        return switch (choose(limit, server)) {
            case Choice.Of(var chosen) -> judge.apply(chosen);
            case Choice.None(var why) -> {
                var measured = judge.apply(limit.with(new Bound.Calibrate())).verdict();
                yield new Belief.Ruling(
                        new LimitVerdict(limit, why, measured.measured(), measured.samples()), Optional.empty());
            }
        };
    }

    /** Returns the limit with the bound of the server's GPUs; without a bound if there is none for them. */
    static Limit chosen(Limit limit, Map<String, String> server) {
        return switch (choose(limit, server)) {
            case Choice.Of(var chosen) -> chosen;
            case Choice.None ignored -> limit.with(new Bound.Calibrate());
        };
    }

    private static Choice choose(Limit limit, Map<String, String> server) {
        if (!(limit.bound() instanceof Bound.OnGpu onGpu)) {
            return new Choice.Of(limit);
        }
        var gpus = products(server.getOrDefault(NAMES, ""));
        if (gpus.isEmpty()) {
            return none("its bound depends on the GPU, which is not known", HOW_TO_KNOW);
        }
        var part = server.getOrDefault(PARTS, "off");
        if (part.matches(".*[0-9]g\\..*")) {
            return none(
                    "its bound depends on the GPU, and the server has a part of one (MIG " + part + ")",
                    "Measure on a whole GPU, or give the limit one bound without 'on'.");
        }
        var chosen = gpus.stream()
                .map(gpu -> onGpu.quantities().keySet().stream()
                        .filter(name -> name.isPartOf(gpu))
                        .toList())
                .distinct()
                .toList();
        if (chosen.size() == 1 && chosen.getFirst().size() == 1) {
            return new Choice.Of(limit.with(onGpu.on(chosen.getFirst().getFirst())));
        }
        return none(reason(gpus, chosen, onGpu), "Add a bound for it to 'on', or make the names there different.");
    }

    private static String reason(List<String> gpus, List<List<GpuName>> chosen, Bound.OnGpu onGpu) {
        var measured = gpus.stream().map(gpu -> "[" + gpu + "]").collect(Collectors.joining(" and "));
        var most = chosen.stream().filter(names -> names.size() > 1).findFirst();
        if (most.isPresent()) {
            return "it has bounds for " + named(most.get(), " and for ") + ", and both name the GPU " + measured;
        }
        return chosen.size() > 1
                ? "it was measured on " + measured + ", which have different bounds, or none"
                : "it has no bound for the GPU " + measured + ", only for "
                        + named(List.copyOf(onGpu.quantities().keySet()), ", ");
    }

    private static String named(List<GpuName> names, String between) {
        return names.stream().map(name -> "[" + name + "]").collect(Collectors.joining(between));
    }

    /** Returns the product names in a fact: of {@code NVIDIA L40S, 2 × NVIDIA H200}, two. */
    private static List<String> products(String fact) {
        return Arrays.stream(fact.split(", "))
                .map(name -> name.replaceFirst(COUNTED, "").strip())
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private static Choice none(String reason, String remedy) {
        return new Choice.None(new Unmeasured(reason, remedy));
    }
}
