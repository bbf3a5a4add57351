package dev.assay.target;

import java.util.Arrays;
import java.util.List;

/** The engines this version speaks to, by the name that thresholds.yaml uses. */
public enum Engines {
    VLLM("vllm", new Vllm()),
    SGLANG("sglang", new Sglang());

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

    /** Returns the engine with a name of this list. */
    public static Engine named(String name) {
        return Arrays.stream(values())
                .filter(engine -> engine.key.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no engine is called " + name))
                .engine;
    }
}
