package dev.assay.plan.deployments;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The facts in which a server may differ from its deployment in thresholds.yaml. A difference is an error, unless the command line allows
 * it because it is the purpose of the run. Each line names the fact of the server that is compared. The engine comes first, because another
 * engine also has another version.
 */
public enum ServerDifference {
    ENGINE("engine", "engine", Deployment::engine),
    ENGINE_VERSION("engine-version", "version", Deployment::engineVersion);

    private final String word;
    private final String fact;
    private final Function<Deployment, @Nullable String> planned;

    ServerDifference(String word, String fact, Function<Deployment, @Nullable String> planned) {
        this.word = word;
        this.fact = fact;
        this.planned = planned;
    }

    /** Returns the words of all differences, in this order. */
    public static List<String> words() {
        return Arrays.stream(values()).map(ServerDifference::word).toList();
    }

    /** Returns the difference of this word; empty if there is none. */
    public static Optional<ServerDifference> of(String word) {
        return Arrays.stream(values())
                .filter(difference -> difference.word.equals(word))
                .findFirst();
    }

    /** Returns the word that allows this difference on the command line: the deployment's key. */
    public String word() {
        return word;
    }

    /**
     * Returns the difference in words: {@code engine-version 0.33.0 instead of 0.32.0}; empty if there is none, or if the deployment does
     * not state a value.
     *
     * @param server the facts of the server
     */
    public Optional<String> difference(Deployment deployment, Map<String, String> server) {
        var expected = planned.apply(deployment);
        return expected == null || expected.equals(server.get(fact))
                ? Optional.empty()
                : Optional.of(word + " " + server.getOrDefault(fact, "unknown") + " instead of " + expected);
    }
}
