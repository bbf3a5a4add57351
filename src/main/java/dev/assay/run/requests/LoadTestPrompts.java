package dev.assay.run.requests;

import dev.assay.plan.testspecs.CacheState;
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

    /**
     * Returns prompts without end, each created when it is taken. They are those that the load test would send if it never ended: with a warm prefix
     * cache its measured prompts again and again, and those of a file, or of a tokenizer that has no more first words, from the beginning again.
     */
    static Stream<Asking> endless(TestSpec.LoadTest loadTest, Tokenizer tokenizer, long seed) {
        var prompts = new LoadTestPrompts(loadTest, tokenizer, seed);
        return switch (loadTest.workload().input()) {
            case TokenLengths.Drawn input -> {
                if (loadTest.cache() == CacheState.WARM) {
                    var known = prompts.words(input);
                    yield inTurn(known.size()).map(known::get);
                }
                var words = prompts.words();
                yield inTurn(tokenizer.words().size()).map(index -> prompts.ofWords(words, index, input));
            }
            case TokenLengths.OfFile(var file) -> {
                var lines = loadTest.cache() == CacheState.WARM
                        ? file.shuffled(seed).subList(0, prompts.count())
                        : file.shuffled(seed);
                yield inTurn(lines.size()).map(index -> {
                    var line = lines.get(index);
                    return prompts.ofLine(line, tokenizer.ids(line.prompt()), 0);
                });
            }
        };
    }

    /** Returns 0, 1, … below {@code count}, then 0 again, without end. */
    private static Stream<Integer> inTurn(int count) {
        return Stream.iterate(0, index -> (index + 1) % count);
    }

    private int count() {
        return loadTest.differentPrompts();
    }

    private List<Asking> lines(PromptFile file) {
        var lines = file.shuffled(seed).subList(0, count());
        var ids = lines.stream().map(line -> tokenizer.ids(line.prompt())).toList();
        var shared = SharedPrefixes.of(ids);
        return IntStream.range(0, count())
                .mapToObj(index -> ofLine(lines.get(index), ids.get(index), shared[index]))
                .toList();
    }

    private Asking ofLine(PromptFile.Line line, List<Integer> ids, int shared) {
        var prompt = switch (loadTest.workload().promptForm()) {
            case TEXT -> new Prompt.Text(line.prompt());
            case TOKEN_IDS -> new Prompt.TokenIds(ids);
        };
        return new Asking(prompt, new RequestedTokens(ids.size(), output(line.answer()), shared));
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
        var prompts = words();
        return IntStream.range(0, count())
                .mapToObj(index -> ofWords(prompts, index, input))
                .toList();
    }

    private ExactPrompts words() {
        return new ExactPrompts(tokenizer, common(), seed);
    }

    private Asking ofWords(ExactPrompts prompts, int index, TokenLengths.Drawn input) {
        var in = input.next(lengths);
        var out = output(null);
        var prompt = switch (loadTest.workload().promptForm()) {
            case TEXT -> prompts.text(index, in);
            case TOKEN_IDS -> prompts.ids(index, in);
        };
        return new Asking(
                prompt, new RequestedTokens(in, out, loadTest.prompts().common(in)));
    }

    /** Only prompts of one length have tokens in common. */
    private int common() {
        return loadTest.workload().input() instanceof TokenLengths.Exactly exactly
                ? loadTest.prompts().common(exactly.tokens())
                : 0;
    }
}
