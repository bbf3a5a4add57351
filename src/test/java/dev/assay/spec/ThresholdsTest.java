package dev.assay.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.Location;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThresholdsTest {
    @TempDir
    private Path directory;

    private Workspace workspace;

    @BeforeEach
    void writeGoodFiles() {
        workspace = new Workspace(directory);
    }

    @Test
    void readsEveryKeyOfThisVersion() {
        workspace.write(
                "thresholds.yaml",
                """
                version: 1
                workloads:
                  short-256-64: {input-tokens: 256, output-tokens: 64, api: completions}
                deployments:
                  smollm2-135m:
                    model: HuggingFaceTB/SmolLM2-135M-Instruct
                    served-name: smollm2
                    tokenizer: tokenizers/smollm2.json
                    precision: bf16
                    engine: vllm
                    deadlines: {connect: 5 s, first-output: 90s, gap: 250 ms, total: 10 min}
                    load:
                      - cell: c4
                        workload: short-256-64
                        concurrency: 4
                        requests: 40
                        warmup: 0
                        prompts: unique
                        source: five runs of 2026-11-21
                        limits:
                          tpot.mean: {max: 39.2 ms}
                          qps: {min: 0.30/s}
                          ttft.p90: {between: [1 ms, 0.9 s]}
                    accuracy:
                      - evalset: first_light_v1
                        concurrency: 2
                        source: five more
                        limits:
                          accuracy: {min: 1/2}
                          truncated: {max: 0}
                """);

        var thresholds = workspace.read();

        var deployment = thresholds.deployments().getFirst();
        var accuracy = (Row.Accuracy) deployment.rows().getFirst();
        assertThat(thresholds.deployments()).hasSize(1);
        assertThat(deployment)
                .isEqualTo(new Deployment(
                        "smollm2-135m",
                        "HuggingFaceTB/SmolLM2-135M-Instruct",
                        "smollm2",
                        "tokenizers/smollm2.json",
                        "bf16",
                        "vllm",
                        new Deadlines(
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(90),
                                Duration.ofMillis(250),
                                Duration.ofMinutes(10)),
                        List.of(
                                new Row.Accuracy(
                                        accuracy.evalset(),
                                        2,
                                        "five more",
                                        List.of(
                                                new Limit(
                                                        "accuracy",
                                                        new Bound.Min(new Quantity(0.5, Unit.SHARE, "1/2")),
                                                        at(30, 11)),
                                                new Limit(
                                                        "truncated",
                                                        new Bound.Max(new Quantity(0, Unit.COUNT, "0")),
                                                        at(31, 11))),
                                        at(26, 9)),
                                new Row.Cell(
                                        "c4",
                                        new Workload("short-256-64", 256, 64, Workload.Api.COMPLETIONS),
                                        4,
                                        40,
                                        0,
                                        Row.Prompts.UNIQUE,
                                        "five runs of 2026-11-21",
                                        List.of(
                                                new Limit(
                                                        "tpot.mean",
                                                        new Bound.Max(new Quantity(39.2, Unit.MILLISECONDS, "39.2 ms")),
                                                        at(21, 11)),
                                                new Limit(
                                                        "qps",
                                                        new Bound.Min(new Quantity(0.3, Unit.PER_SECOND, "0.30/s")),
                                                        at(22, 11)),
                                                new Limit(
                                                        "ttft.p90",
                                                        new Bound.Between(
                                                                new Quantity(1, Unit.MILLISECONDS, "1 ms"),
                                                                new Quantity(900, Unit.MILLISECONDS, "0.9 s")),
                                                        at(23, 11))),
                                        at(13, 9))),
                        at(5, 3)));
    }

    private static Location at(int line, int column) {
        return new Location("thresholds.yaml", line, column);
    }
}
