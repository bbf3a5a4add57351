package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate on tests of which only published figures exist. */
@Tag("slow")
class ModelledGateTest {
    private static final String CELL = "qwen3-14b-fp8 c10";
    private static final String TEST = CELL + " (modelled)";

    @TempDir
    Path folder;

    /** The test of the published records with 30 requests at 10 in flight. */
    @BeforeEach
    void writeInput() throws IOException {
        GateRun.small(folder);
        Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                workloads:
                  long-10k-800: {input-tokens: 10000, output-tokens: 800, api: completions}
                  tiny: {input-tokens: 8, output-tokens: 2, api: completions}
                deployments:
                  qwen3-14b-fp8:
                    model: Qwen/Qwen3-14B-FP8
                    tokenizer: tokenizers/smollm2.json
                    precision: fp8
                    engine: vllm
                    load:
                      - cell: c10
                        workload: long-10k-800
                        concurrency: 10
                        requests: 30
                        warmup: 1
                        limits:
                          ttft.mean: {max: 51.3055 ms}
                          e2e.mean: {max: 20549.5895 ms}
                          tpot.mean: {max: 25.6555 ms}
                          qps: {min: 0.4855/s}
                        published:
                          qps: 0.486/s
                          prompt-tps: 194913.743 tok/s
                          decode-tps: 38.979 tok/s
                          ttft: 51.305 ms
                          e2e: 20549.589 ms
                          tpot: 25.655 ms
                          requests: 30
                          warmup: 1
                          source: the published record
                      - {cell: c1, workload: tiny, concurrency: 1, requests: 1, limits: {tpot.mean: {max: 10 s}}}
                """);
    }

    @Test
    void areUnmeasuredWithoutAServer() {
        var run = GateRun.in(folder, "only=" + CELL);

        assertThat(run.test(CELL).status()).isEqualTo("error");
        assertThat(run.test(CELL).message())
                .isEqualTo("UNMEASURED " + CELL + ": only published figures exist. Give -Dassay.endpoint=URL.");
    }

    @Test
    void areShownAndSkippedWhenModelled() {
        var run = GateRun.in(folder, "replay=modelled");

        assertThat(run.with("failed")).isEmpty();
        assertThat(run.with("error")).isEmpty();
        assertThat(run.with("skipped")).containsExactly(TEST);
        assertThat(run.test(TEST).message())
                .startsWith("UNMEASURED " + CELL + ": nothing was measured. Give -Dassay.endpoint=URL. (modelled ");
        assertThat(run.console())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("[assay] UNMEASURED    " + CELL)
                        .contains("51.305", "20549.589", "0.487"));
        assertThat(run.lastLine())
                .isEqualTo(
                        "[assay] Published figures were modelled; nothing was measured, and no server was contacted.");
        assertThat(run.result()).contains("\"provenance\" : \"modelled\"", "\"UNMEASURED\" : 1", "\"partial\" : true");
    }

    @Test
    void failByAPlantedFaultAndByNothingElse() {
        var run = GateRun.in(folder, "replay=modelled+tpot=5%", "only=" + TEST);

        assertThat(run.with("failed")).containsExactly(TEST);
        assertThat(run.test(TEST).message())
                .startsWith("FAIL " + CELL + ": e2e.mean 21574.503 ms, allowed at most 20549.5895 ms, n=30"
                        + " (2 more limits missed) (modelled ");
        assertThat(run.test(TEST).printed()).contains("  limit   PASS ttft.mean 51.305 ms");
    }

    /** The smaller load tests of the repository's own file; of Qwen2.5-72B only ttft is limited. */
    @Test
    void showTheTestsThatTheRepositoryShips(@TempDir Path shipped) {
        GateRun.ship(shipped);

        var asPublished = GateRun.in(shipped, "replay=modelled", "cells=c1,c10");
        var slower = GateRun.in(shipped, "replay=modelled+tpot=5%", "cells=c1,c10");

        assertThat(asPublished.with("failed")).isEmpty();
        assertThat(asPublished.with("error")).isEmpty();
        assertThat(asPublished.with("skipped")).hasSize(7);
        assertThat(slower.with("failed")).hasSize(6);
        assertThat(slower.with("skipped")).containsExactly("qwen2.5-72b-fp8 c1 (modelled)");
    }

    /** By default only a recorded deployment is judged; its tokenizer is all that is loaded. */
    @Test
    void needNoTokenizerWhereTheyAreNotAskedFor(@TempDir Path shipped) throws IOException {
        GateRun.ship(shipped);
        Files.writeString(shipped.resolve("tokenizers/qwen3.json"), "{}");

        assertThat(GateRun.in(shipped, "cells=c1").with("passed")).contains("smollm2-135m c1");
    }

    @Test
    void areRefusedBesideAServerAndWithAFaultThatIsNoneOfItsOwn() {
        assertThat(GateRun.in(folder, "replay=modelled", "endpoint=http://127.0.0.1:9")
                        .console())
                .contains("[assay] command line: -Dassay.replay=modelled computes traces from published figures."
                        + " Remove -Dassay.endpoint.");
        assertThat(GateRun.in(folder, "replay=modelled+qps=5%").console())
                .contains(
                        "[assay] command line: -Dassay.replay is modelled, or modelled+tpot=5% to add a fault (ttft or tpot),"
                                + " found [modelled+qps=5%]. Without it, recordings are replayed.");
    }
}
