package dev.assay.environment;

import dev.assay.plan.Plan;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.TestSpec;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The environment of a run, as far as this process can find it out, without the name of the machine or of a person. A fact that could not be found out says
 * so.
 */
public final class Environment {
    public static final String UNKNOWN = "not found out";
    /** Facts that every server should have; a missing one is written as not found out. */
    private static final List<String> ASKED = List.of("gpu", "driver", "mig");

    /** The key of the fact that names the shards that a merged run lacks; a run that lacks none does not have it. */
    public static final String MISSING_SHARDS = "missing shards";

    private static final String TIME = "time";
    private static final String AND = " | ";

    private final Map<String, String> facts = new LinkedHashMap<>();

    private Environment() {}

    /**
     * Finds out the facts.
     *
     * @param instance the type of the cloud machine; empty: not known
     * @param directory where thresholds.yaml is
     */
    public static Environment of(
            String target, Optional<String> instance, Path directory, String thresholdsSha256, Plan plan) {
        var environment = new Environment();
        environment.put(TIME, Optional.of(now()));
        environment.put("target", Optional.of(target));
        environment.put("assay", AssayBuild.name());
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
            if (planned.test() instanceof LogProbabilities test) {
                environment.put(
                        "texts " + test.texts().name() + " sha256",
                        Optional.of(test.texts().sha256()));
            }
        }
        return environment;
    }

    /** Returns the environment of a run that is continued now. */
    public static Environment resumed(Map<String, String> before) {
        var environment = new Environment();
        environment.facts.putAll(before);
        environment.facts.merge("resumed", now(), Environment::both);
        return environment;
    }

    /**
     * Returns the environment of a run whose parts several processes measured.
     *
     * @param shards what was merged, in words
     * @param missing the numbers of the shards that are missing; an empty text: none
     * @param each the facts of each part
     */
    public static Environment merged(String shards, String missing, List<Map<String, String>> each) {
        var environment = new Environment();
        // The test began when the first began.
        each.stream()
                .flatMap(facts -> Stream.ofNullable(facts.get(TIME)))
                .min(String::compareTo)
                .ifPresent(time -> environment.facts.put(TIME, time));
        environment.facts.put("shards", shards);
        if (!missing.isEmpty()) {
            environment.facts.put(MISSING_SHARDS, missing);
        }
        each.forEach(facts -> facts.forEach((name, value) -> {
            if (!name.equals(TIME)) {
                environment.facts.merge(name, value, Environment::both);
            }
        }));
        return environment;
    }

    private static String now() {
        return OffsetDateTime.now(ZoneId.systemDefault()).toString();
    }

    /** Adds the facts of a deployment's server. If tests need different arguments there are several servers, and each value is kept. */
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

    /** Returns the facts by their names, in a fixed order. */
    public Map<String, String> facts() {
        return new LinkedHashMap<>(facts);
    }
}
