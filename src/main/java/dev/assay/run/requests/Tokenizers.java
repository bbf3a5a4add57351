package dev.assay.run.requests;

import dev.assay.input.InputException;
import dev.assay.plan.Plan;
import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.prompt.DjlTokenizer;
import dev.assay.prompt.Tokenizer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The tokenizers of a plan's load tests, and of the load during its evalsets, each loaded once, before anything is sent. */
public final class Tokenizers implements AutoCloseable {
    private final Map<String, DjlTokenizer> loaded = new HashMap<>();

    private Tokenizers() {}

    /** Returns no tokenizers, for a run that creates no prompts. */
    public static Tokenizers none() {
        return new Tokenizers();
    }

    /**
     * Loads the tokenizers that the plan needs.
     *
     * @throws InputException if a file is no tokenizer
     */
    public static Tokenizers load(Plan plan, Path directory) {
        var tokenizers = new Tokenizers();
        plan.tests().stream()
                .filter(planned -> needsTokens(planned.test()))
                .map(planned -> name(planned.deployment()))
                .forEach(name -> tokenizers.loaded.computeIfAbsent(
                        name, each -> DjlTokenizer.load(directory.resolve(each), each)));
        return tokenizers;
    }

    private static boolean needsTokens(TestSpec test) {
        return switch (test) {
            case Protocol protocol -> protocol.probes().contains(Protocol.Probe.COMPLETION);
            case LogProbabilities ignored -> false;
            case TestSpec.LoadTest ignored -> true;
            case TestSpec.Accuracy accuracy -> accuracy.during() != null;
        };
    }

    public Tokenizer of(Deployment deployment) {
        return Objects.requireNonNull(loaded.get(name(deployment)), "the tokenizer of every load test is loaded");
    }

    private static String name(Deployment deployment) {
        return Objects.requireNonNull(deployment.tokenizer(), "the reader demands a tokenizer for load tests");
    }

    @Override
    public void close() {
        loaded.values().forEach(DjlTokenizer::close);
    }
}
