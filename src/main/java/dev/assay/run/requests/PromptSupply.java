package dev.assay.run.requests;

import dev.assay.input.Problem;
import dev.assay.plan.Plan;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Prompts;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.PromptFile;
import dev.assay.prompt.Tokenizer;
import java.util.List;
import java.util.stream.Stream;

/** Finds prompts that a tokenizer cannot create, or whose length is not the one in their file, before anything is sent. */
public final class PromptSupply {
    private PromptSupply() {}

    public static List<Problem> problems(Plan plan, Tokenizers tokenizers) {
        return plan.tests().stream()
                .flatMap(planned -> load(planned.test())
                        .flatMap(loadTest -> problems(loadTest, tokenizers.of(planned.deployment()))))
                .distinct()
                .toList();
    }

    /** Returns the load test whose prompts a test sends: itself, or the one during which an evalset is asked. */
    private static Stream<TestSpec.LoadTest> load(TestSpec test) {
        return switch (test) {
            case Protocol ignored -> Stream.empty();
            case LogProbabilities ignored -> Stream.empty();
            case TestSpec.LoadTest loadTest -> Stream.of(loadTest);
            case TestSpec.Accuracy accuracy -> Stream.ofNullable(accuracy.during());
        };
    }

    public static Stream<Problem> problems(TestSpec.LoadTest loadTest, Tokenizer tokenizer) {
        return loadTest.workload()
                .file()
                .map(file -> file.lines().stream().flatMap(line -> problem(line, tokenizer)))
                .orElseGet(() -> problem(loadTest, tokenizer));
    }

    private static Stream<Problem> problem(PromptFile.Line line, Tokenizer tokenizer) {
        if (line.tokens() == null) {
            return Stream.of();
        }
        var found = tokenizer.ids(line.prompt()).size();
        return found == line.tokens()
                ? Stream.of()
                : Stream.of(new Problem(
                        line.place(),
                        "'input-tokens' says " + line.tokens() + ", and the deployment's tokenizer makes " + found
                                + " of this prompt"));
    }

    private static Stream<Problem> problem(TestSpec.LoadTest loadTest, Tokenizer tokenizer) {
        var needed = loadTest.prompts() instanceof Prompts.Identical ? 1 : loadTest.differentPrompts();
        var words = tokenizer.words().size();
        return words >= needed
                ? Stream.of()
                : Stream.of(new Problem(
                        loadTest.place(),
                        "load test [" + loadTest.name() + "] needs " + needed + " prompts"
                                + (loadTest.ownWarmup() == 0
                                        ? ""
                                        : " (" + loadTest.requests() + " + " + loadTest.ownWarmup() + " to warm up)")
                                + " of which each begins with another word,"
                                + " and the deployment's tokenizer has " + words
                                + " words of one token: " + remedy(loadTest, words)
                                + ", or draw prompts from a file"));
    }

    private static String remedy(TestSpec.LoadTest loadTest, int words) {
        if (loadTest.ownWarmup() == 0) {
            return "plan fewer requests";
        }
        return words >= loadTest.requests()
                ? "set 'warmup' to at most " + (words - loadTest.requests()) + ", plan fewer requests"
                : "plan fewer requests, with a smaller 'warmup'";
    }
}
