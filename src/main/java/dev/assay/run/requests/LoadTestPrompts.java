package dev.assay.run.requests;

import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.PromptFile;
import dev.assay.plan.thresholds.TokenLengths;
import dev.assay.prompt.ExactPrompts;
import dev.assay.prompt.Prompt;
import dev.assay.prompt.SharedPrefixes;
import dev.assay.prompt.Tokenizer;
import dev.assay.recording.RequestedTokens;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Creates the prompts of a load test, those of its warm-up first. The same seed gives the same prompts and lengths. */
final class LoadTestPrompts {
    private final TestSpec.LoadTest loadTest;
    private final Tokenizer tokenizer;
    private final long seed;
    /** A different random sequence than the one that shuffles the words. */
    private final Random lengths;

    private LoadTestPrompts(TestSpec.LoadTest loadTest, Tokenizer tokenizer, long seed) {
        this.loadTest = loadTest;
        this.tokenizer = tokenizer;
        this.seed = seed;
        this.lengths = new Random(~seed);
    }

    /** A prompt, and how many tokens its request asks for. */
    record Asking(Prompt prompt, RequestedTokens asked) {}

    static List<Asking> of(TestSpec.LoadTest loadTest, Tokenizer tokenizer, long seed) {
        var prompts = new LoadTestPrompts(loadTest, tokenizer, seed);
        var different = switch (loadTest.workload().input()) {
            case TokenLengths.Drawn input -> prompts.words(input);
            case TokenLengths.OfFile(var file) -> prompts.lines(file);
        };
        return switch (loadTest.cache()) {
            case PLAIN, RESET -> different;
            // The measured prompts, in their order, repeated until the warm-up has enough.
            case WARM ->
                Stream.concat(
                                IntStream.range(0, loadTest.warmup())
                                        .mapToObj(index -> different.get(index % different.size())),
                                different.stream())
                        .toList();
        };
    }

    private int count() {
        return loadTest.differentPrompts();
    }

    private List<Asking> lines(PromptFile file) {
        var lines = file.shuffled(seed).subList(0, count());
        var ids = lines.stream().map(line -> tokenizer.ids(line.prompt())).toList();
        var shared = SharedPrefixes.of(ids);
        return IntStream.range(0, count())
                .mapToObj(index -> {
                    var line = lines.get(index);
                    var prompt = switch (loadTest.workload().promptForm()) {
                        case TEXT -> new Prompt.Text(line.prompt());
                        case TOKEN_IDS -> new Prompt.TokenIds(ids.get(index));
                    };
                    return new Asking(
                            prompt, new RequestedTokens(ids.get(index).size(), output(line.answer()), shared[index]));
                })
                .toList();
    }

    /** @param answer the answer that the prompt file gives for the prompt; absent if it has none, or if there is no file */
    private int output(PromptFile.@Nullable Answer answer) {
        return switch (loadTest.workload().output()) {
            case TokenLengths.Drawn output -> output.next(lengths);
            case TokenLengths.OfFile ignored ->
                switch (Objects.requireNonNull(answer, "the reader demands one of each line")) {
                    case PromptFile.Answer.Text(var text) -> tokenizer.ids(text).size();
                    case PromptFile.Answer.Tokens(var count) -> count;
                };
        };
    }

    private List<Asking> words(TokenLengths.Drawn input) {
        var workload = loadTest.workload();
        var prompts = new ExactPrompts(tokenizer, common(), seed);
        return IntStream.range(0, count())
                .mapToObj(index -> {
                    var in = input.next(lengths);
                    var out = output(null);
                    var prompt = switch (workload.promptForm()) {
                        case TEXT -> prompts.text(index, in);
                        case TOKEN_IDS -> prompts.ids(index, in);
                    };
                    return new Asking(
                            prompt,
                            new RequestedTokens(in, out, loadTest.prompts().common(in)));
                })
                .toList();
    }

    /** Only prompts of one length have tokens in common. */
    private int common() {
        return loadTest.workload().input() instanceof TokenLengths.Exactly exactly
                ? loadTest.prompts().common(exactly.tokens())
                : 0;
    }
}
