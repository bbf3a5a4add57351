package dev.assay.plan.thresholds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.Workspace;
import dev.assay.plan.testspecs.TestSpec;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedFiguresTest {
    private static final String LIMITS = "        limits:\n          tpot.mean: {max: 39.2 ms}\n";
    private static final String PUBLISHED = """
                    published:
                      qps: 0.587/s
                      prompt-tps: 74638.102 tok/s
                      decode-tps: 23.362 tok/s
                      ttft: 141.805 ms
                      e2e: 34566.358 ms
                      tpot: 43.030 ms
                      source: a record
            """;

    @TempDir
    private Path directory;

    private Workspace workspace;

    @BeforeEach
    void writeGoodFiles() {
        workspace = new Workspace(directory);
    }

    @Test
    void keepsEachFigureWithItsDigits() {
        workspace.with(LIMITS, LIMITS + PUBLISHED);

        var loadTest = (TestSpec.LoadTest)
                workspace.read().deployments().getFirst().tests().get(2);

        assertThat(loadTest.published())
                .isEqualTo(new PublishedFigures(
                        new WrittenNumber(new BigDecimal("0.587")),
                        new WrittenNumber(new BigDecimal("74638.102")),
                        new WrittenNumber(new BigDecimal("23.362")),
                        new WrittenNumber(new BigDecimal("141.805")),
                        new WrittenNumber(new BigDecimal("34566.358")),
                        new WrittenNumber(new BigDecimal("43.030")),
                        null,
                        null,
                        null,
                        "a record"));
    }

    @Test
    void readsTheCountsAndTheHitRateIfTheyAreGiven() {
        workspace.with(
                LIMITS,
                LIMITS + PUBLISHED + "          requests: 30\n          warmup: 0\n          hit-rate: 96.62 %\n");

        var loadTest = (TestSpec.LoadTest)
                workspace.read().deployments().getFirst().tests().get(2);

        assertThat(loadTest.published())
                .extracting(PublishedFigures::requests, PublishedFigures::warmup, PublishedFigures::hitRate)
                .containsExactly(30, 0, new WrittenNumber(new BigDecimal("96.62")));
    }

    @Test
    void rejectsAFigureInAnotherUnit() {
        workspace.with(
                LIMITS, LIMITS + PUBLISHED.replace("141.805 ms", "0.141805 s").replace("0.587/s", "0/s"));

        assertThat(workspace.refusal()).isEqualTo("""
                        thresholds.yaml:17:16: 'qps' must be a number above zero with its unit, written as it was published: expected e.g. '43.501/s', found the text [0/s]
                        thresholds.yaml:20:17: 'ttft' must be a number above zero with its unit, written as it was published: expected e.g. '43.501 ms', found the text [0.141805 s]""");
    }

    @Test
    void rejectsAnIncompleteRecordAndAnUnknownKey() {
        workspace.with(
                LIMITS,
                LIMITS + "        published:\n          qps: 0.5/s\n          source: a record\n          tput: 1\n");

        assertThat(workspace.refusal()).isEqualTo("""
                        thresholds.yaml:17:11: 'published' needs 'prompt-tps'
                        thresholds.yaml:17:11: 'published' needs 'decode-tps'
                        thresholds.yaml:17:11: 'published' needs 'ttft'
                        thresholds.yaml:17:11: 'published' needs 'e2e'
                        thresholds.yaml:17:11: 'published' needs 'tpot'
                        thresholds.yaml:19:11: unknown key 'tput' in 'published'; allowed: qps, prompt-tps, decode-tps,\
                         ttft, e2e, tpot, hit-rate, requests, warmup, source. Did you mean 'tpot'?""");
    }
}
