package dev.assay.server;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.launch.ServeArguments;
import dev.assay.recording.Recording.Header;
import dev.assay.server.launch.ServerCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How a test's server was ofLaunchedServer. The keys are the same for all targets, so that the records of an endpoint, a process and a container
 * can be compared. Facts that the running server reports replace these.
 */
final class ServerFacts {
    /** The value of an unknown fact. */
    static final String UNKNOWN = "not found out";

    private static final Set<String> TENSOR_PARALLEL = Set.of("--tensor-parallel-size", "-tp", "--tp-size", "--tp");
    private static final Set<String> GPU_MEMORY = Set.of("--gpu-memory-utilization");

    private ServerFacts() {}

    /** Returns the facts about a server that the gate did not start. They come from thresholds.yaml and are not checked. */
    static Map<String, String> ofRunningServer(Planned planned) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("start", "used as it ran");
        for (var unknown : new String[] {"command", "variables", "image", "image digest", "gpus", Header.STARTUP}) {
            facts.put(unknown, UNKNOWN);
        }
        facts.putAll(arguments(planned));
        facts.put("arguments from", "thresholds.yaml, not checked");
        var proxy = planned.deployment().network().proxy();
        facts.put("proxy", proxy == null ? "none" : proxy.toString());
        return facts;
    }

    /**
     * Returns the facts about a server that the gate starts. A container adds more.
     *
     * @param how {@code process}, {@code container}
     */
    static Map<String, String> ofLaunchedServer(Planned planned, String how, ServerCommand command) {
        var variables = command.env().keySet();
        var facts = new LinkedHashMap<String, String>();
        facts.put("start", how);
        facts.put("command", new ServeArguments(command.words()).shown());
        facts.put("variables", variables.isEmpty() ? "none" : String.join(" ", variables));
        facts.put("image", "none");
        facts.put("image digest", "none");
        facts.put("gpus", "those that it finds");
        facts.put(Header.STARTUP, UNKNOWN);
        facts.putAll(arguments(planned));
        facts.put("arguments from", "the command");
        facts.put("proxy", "none");
        return facts;
    }

    private static Map<String, String> arguments(Planned planned) {
        var all = new ServeArguments(
                Stream.concat(planned.deployment().launch().command().stream(), planned.serve().stream())
                        .toList());
        var others = new ServeArguments(planned.serve())
                .without(TENSOR_PARALLEL)
                .without(GPU_MEMORY)
                .shown();
        var facts = new LinkedHashMap<String, String>();
        facts.put("tensor-parallel-size", all.value(TENSOR_PARALLEL).orElse("default"));
        facts.put("gpu-memory-utilization", all.value(GPU_MEMORY).orElse("default"));
        facts.put("arguments", others.isEmpty() ? "none" : others);
        return facts;
    }
}
