package dev.assay.server.engines;

import dev.assay.plan.deployments.Deployment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The supported engines, by their names in thresholds.yaml. */
public enum Engines {
    VLLM("vllm", new Vllm()),
    SGLANG("sglang", new Sglang()),
    LLAMA_CPP("llama.cpp", new LlamaCpp()),
    OPENAI("openai", new OpenAi());

    private final String key;
    private final Engine engine;

    Engines(String key, Engine engine) {
        this.key = key;
        this.engine = engine;
    }

    /** Returns all names, in the order of this list. */
    public static List<String> names() {
        return Arrays.stream(values()).map(engine -> engine.key).toList();
    }

    /** Returns the names of those that return the log-probabilities of a text. */
    public static List<String> scoring() {
        return Arrays.stream(values())
                .filter(engine -> engine.engine.logProbabilities("", "").isPresent())
                .map(engine -> engine.key)
                .toList();
    }

    /** Returns the engine with a name of this list. */
    public static Engine named(String name) {
        return Arrays.stream(values())
                .filter(engine -> engine.key.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no engine is called " + name))
                .engine;
    }

    /** Returns the engine that answers for a deployment: its own, or another one if {@code -Dassay.change=engine} allows it. */
    public static Engine of(Deployment deployment, Map<String, String> server) {
        return named(server.getOrDefault("engine", deployment.engine()));
    }

    /** Returns the name of the engine that uses this value of {@code owned_by} in {@code /v1/models}; empty if none does. */
    public static Optional<String> owning(String owner) {
        return Arrays.stream(values())
                .filter(engine -> engine.engine.owner().filter(owner::equals).isPresent())
                .map(engine -> engine.key)
                .findFirst();
    }
}
