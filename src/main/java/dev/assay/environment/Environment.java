package dev.assay.environment;

import dev.assay.plan.Plan;
import dev.assay.plan.tests.TestSpec;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a run stands on, as far as this process can find it out, without the name of the machine or of a person. What could not be found
 * out is written as such.
 */
public final class Environment {
    public static final String UNKNOWN = "not found out";
    /** What every server's record should have, so its absence is said. */
    private static final List<String> ASKED = List.of("gpu", "driver", "mig");

    private static final String AND = " | ";

    private final Map<String, String> facts = new LinkedHashMap<>();

    private Environment() {}

    /**
     * Looks around.
     *
     * @param instance the kind of machine that a cloud rents out; empty: nobody tells
     * @param directory where thresholds.yaml is
     */
    public static Environment of(
            String target, Optional<String> instance, Path directory, String thresholdsSha256, Plan plan) {
        var environment = new Environment();
        environment.put("time", Optional.of(now()));
        environment.put("target", Optional.of(target));
        environment.put(
                "assay", Optional.ofNullable(Environment.class.getPackage().getImplementationVersion()));
        environment.put("java", Optional.ofNullable(System.getProperty("java.runtime.version")));
        ClientMachine.here().facts().forEach(environment::put);
        environment.put("instance", instance);
        environment.put("git commit", Checkout.commit(directory));
        environment.put("thresholds.yaml sha256", Optional.of(thresholdsSha256));
        for (var planned : plan.tests()) {
            if (planned.test() instanceof TestSpec.Accuracy accuracy) {
                var evalset = accuracy.evalset();
                environment.put("evalset " + evalset.name() + " sha256", Optional.of(evalset.sha256()));
            }
        }
        return environment;
    }

    /** What a run stood on that goes on now. */
    public static Environment resumed(Map<String, String> before) {
        var environment = new Environment();
        environment.facts.putAll(before);
        environment.facts.merge("resumed", now(), Environment::both);
        return environment;
    }

    private static String now() {
        return OffsetDateTime.now(ZoneId.systemDefault()).toString();
    }

    /** Adds what a deployment's server says of itself. Where tests want other arguments, there are several, and each is told. */
    public void add(String deployment, Map<String, String> server) {
        server.forEach((name, value) -> facts.merge(deployment + " " + name, value, Environment::both));
        ASKED.forEach(name -> facts.putIfAbsent(deployment + " " + name, UNKNOWN));
    }

    private static String both(String known, String other) {
        if (known.equals(UNKNOWN)) {
            return other;
        }
        return Arrays.asList(known.split(Pattern.quote(AND), -1)).contains(other) ? known : known + AND + other;
    }

    private void put(String name, Optional<String> value) {
        facts.put(name, value.orElse(UNKNOWN));
    }

    /** Returns the facts in words, by their names, in a fixed order. */
    public Map<String, String> facts() {
        return new LinkedHashMap<>(facts);
    }
}
