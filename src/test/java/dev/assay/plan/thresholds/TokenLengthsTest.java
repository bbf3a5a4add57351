package dev.assay.plan.thresholds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.Workspace;
import dev.assay.plan.testspecs.TestSpec;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenLengthsTest {
    private static final String OUTPUT = "output-tokens: 64";

    @TempDir
    private Path directory;

    private Workspace workspace;

    @BeforeEach
    void write() {
        workspace = new Workspace(directory);
    }

    private static IntStream drawn(TokenLengths.Drawn lengths, int count) {
        var random = new Random(7);
        return IntStream.range(0, count).map(i -> lengths.next(random));
    }

    @Test
    void areAllTheSame() {
        assertThat(drawn(new TokenLengths.Exactly(64), 3)).containsExactly(64, 64, 64);
    }

    /** The lengths are from a Python program that implements the specification of java.util.Random. */
    @Test
    void areTheSameForTheSameSeed() {
        assertThat(drawn(new TokenLengths.Uniform(100, 400), 6)).containsExactly(166, 119, 237, 347, 266, 134);
        assertThat(drawn(new TokenLengths.Normal(200, 50, 10, 400), 6)).containsExactly(242, 246, 186, 238, 267, 153);
    }

    @Test
    void areUniformlyDistributedBetweenTheBounds() {
        var counts = new int[5];
        drawn(new TokenLengths.Uniform(3, 7), 10_000).forEach(length -> counts[length - 3]++);

        // Chi-square with 4 degrees of freedom: 18.47 is its 99.9 % quantile.
        var chiSquare = IntStream.of(counts)
                .mapToDouble(count -> (count - 2000) * (count - 2000) / 2000.0)
                .sum();
        assertThat(chiSquare).isLessThan(18.47);
    }

    @Test
    void areNormallyDistributedWithinTheirBounds() {
        var lengths = drawn(new TokenLengths.Normal(200, 50, 100, 260), 10_000).toArray();

        assertThat(IntStream.of(lengths).summaryStatistics())
                .matches(all -> all.getMin() == 100 && all.getMax() == 260);
        // SciPy 1.17.1: norm.cdf(100.5, 200, 50) = 0.02330, 1 - norm.cdf(259.5, 200, 50) = 0.11702, norm.cdf(200.5,
        // 200, 50) = 0.50399
        assertThat(IntStream.of(lengths).filter(length -> length == 100).count() / 1e4)
                .isBetween(0.0183, 0.0283);
        assertThat(IntStream.of(lengths).filter(length -> length == 260).count() / 1e4)
                .isBetween(0.1067, 0.1273);
        assertThat(IntStream.of(lengths).filter(length -> length <= 200).count() / 1e4)
                .isBetween(0.4879, 0.5201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            output-tokens: {uniform: [100, 400]} | uniform 100 to 400
            output-tokens: {uniform: [7, 7]} | uniform 7 to 7
            output-tokens: {normal: {mean: 200, sd: 50, min: 10, max: 400}} | normal 200 ± 50 within 10 to 400
            """)
    void areReadAndShown(String written, String shown) {
        workspace.with(OUTPUT, written);

        assertThat(workload().output()).hasToString(shown);
        assertThat(workload().isExact()).isFalse();
    }

    @Test
    void areReadForPromptsToo() {
        workspace.with("input-tokens: 256", "input-tokens: {uniform: [100, 400]}");

        assertThat(workload().input()).isEqualTo(new TokenLengths.Uniform(100, 400));
    }

    private Workload workload() {
        return workspace.read().deployments().getFirst().tests().stream()
                .filter(TestSpec.LoadTest.class::isInstance)
                .map(TestSpec.LoadTest.class::cast)
                .findFirst()
                .orElseThrow()
                .workload();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            output-tokens: {} | 52 | 'output-tokens' must be a whole number, {uniform: [100, 400]} or {normal: {mean: 200, sd: 50, min: 10, max: 400}}
            output-tokens: [100, 400] | 52 | 'output-tokens' must be a whole number from 1 to 10000000, found a list
            output-tokens: {uniform: 100} | 62 | 'uniform' must be a list of the lowest and the highest number of tokens, such as [100, 400], found the number [100]
            output-tokens: {uniform: [400, 100]} | 62 | 'uniform' must be a list of the lowest and the highest number of tokens, such as [100, 400], found a list
            output-tokens: {uniform: [0, 100]} | 62 | 'uniform' must be a list of the lowest and the highest number of tokens, such as [100, 400], found a list
            output-tokens: {normal: 100} | 61 | 'normal' must be a mapping of keys to values, found the number [100]
            output-tokens: {normal: {mean: 200, sd: 50, min: 10}} | 61 | 'normal' needs 'max'
            output-tokens: {normal: {mean: 5, sd: 50, min: 10, max: 400}} | 61 | the 'mean' of 'normal' must lie from 'min' to 'max', found 5 and 10 to 400
            """)
    void areRefusedWithTheirPlace(String written, int column, String message) {
        workspace.with(OUTPUT, written);

        assertThat(workspace.refusal()).isEqualTo("thresholds.yaml:3:" + column + ": " + message);
    }

    @Test
    void allowNeitherIdenticalPromptsNorPublishedFigures() {
        workspace.with("input-tokens: 256", "input-tokens: {uniform: [100, 400]}");
        var yaml = workspace.content().replace("concurrency: 4\n", """
                concurrency: 4
                        prompts: identical
                        published: {qps: 1/s, prompt-tps: 1 tok/s, decode-tps: 1 tok/s, ttft: 1 ms, e2e: 2 ms, tpot: 1 ms, source: x}
                """);
        workspace.write("thresholds.yaml", yaml);

        assertThat(workspace.refusal())
                .isEqualTo(
                        "thresholds.yaml:14:18: identical prompts and prompts with a shared prefix need one"
                                + " length, but those of workload"
                                + " [short-256-64] have different lengths (input-tokens: uniform 100 to 400): remove"
                                + " 'prompts'\n"
                                + "thresholds.yaml:15:20: 'published' needs requests of one length, but those of workload [short-256-64] have different lengths: give the load test a workload whose 'input-tokens' and 'output-tokens' are whole numbers");
    }
}
