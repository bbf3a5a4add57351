package dev.assay.plan.deployments;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * In what a server may differ from its deployment in thresholds.yaml: a mistake, unless it is the experiment and was allowed. One line
 * each, with the server's fact that is compared. Another engine comes first: it has versions of its own.
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

    /** Returns the words of all, in the order of this list. */
    public static List<String> words() {
        return Arrays.stream(values()).map(ServerDifference::word).toList();
    }

    /** Returns the change of a word; empty if there is none. */
    public static Optional<ServerDifference> of(String word) {
        return Arrays.stream(values())
                .filter(change -> change.word.equals(word))
                .findFirst();
    }

    /** Returns the word that allows it, which is the deployment's key. */
    public String word() {
        return word;
    }

    /**
     * Returns the difference in words, {@code engine-version 0.33.0 instead of 0.32.0}; empty if there is none, or the deployment says
     * nothing of it.
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
