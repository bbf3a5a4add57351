package dev.assay.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.Location;
import dev.assay.plan.deployments.Deadlines;
import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.deployments.Network;
import dev.assay.plan.deployments.ServerLog;
import dev.assay.plan.launch.Launch;
import dev.assay.plan.testspecs.CacheState;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.Prompts;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestConditions;
import dev.assay.plan.testspecs.TestLength;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Direction;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.TokenLengths;
import dev.assay.plan.thresholds.Unit;
import dev.assay.plan.thresholds.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdsTest {
    @TempDir
    private Path directory;

    private Workspace workspace;

    @BeforeEach
    void writeGoodFiles() {
        workspace = new Workspace(directory);
    }

    @Test
    void measuresAllDeploymentsUnlessTheFileSaysWhich() {
        assertThat(workspace.read().defaultDeployments()).containsExactly("smollm2-135m");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            default: []                      | 2:10 | 'default' must name a deployment, found an empty list
            default: smollm2-135m            | 2:10 | 'default' must be a list, found the text [smollm2-135m]
            default: [smollm2-135m, smollm2-135] | 2:25 | 'default' names deployments of this file, which are smollm2-135m; found the text [smollm2-135]. Did you mean 'smollm2-135m'?
            """)
    void rejectsADefaultThatDoesNotNameADeployment(String line, String place, String why) {
        workspace.with("version: 1\n", "version: 1\n" + line + "\n");

        assertThat(workspace.refusal()).isEqualTo("thresholds.yaml:" + place + ": " + why);
    }

    @Test
    void readsEveryKeyOfThisVersion() {
        workspace.write("thresholds.yaml", """
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
                        tier: [pr, nightly]
                        workload: short-256-64
                        concurrency: 4
                        max-in-flight: 2
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
                        tier: pr
                        concurrency: 2
                        source: five more
                        limits:
                          accuracy: {min: 1/2}
                          truncated: {max: 0}
                """);

        var thresholds = workspace.read();

        var deployment = thresholds.deployments().getFirst();
        var accuracy = (TestSpec.Accuracy) deployment.tests().get(1);
        assertThat(thresholds.deployments()).hasSize(1);
        assertThat(deployment)
                .isEqualTo(new Deployment(
                        "smollm2-135m",
                        "HuggingFaceTB/SmolLM2-135M-Instruct",
                        "smollm2",
                        "tokenizers/smollm2.json",
                        "bf16",
                        "vllm",
                        null,
                        new Deadlines(
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(90),
                                Duration.ofMillis(250),
                                Duration.ofMinutes(10),
                                Duration.ofMinutes(15)),
                        Launch.DEFAULT,
                        null,
                        List.of(),
                        Network.DIRECT,
                        ServerLog.UNREAD,
                        List.of(
                                Protocol.of(true, true, false, at(5, 3)),
                                new TestSpec.Accuracy(
                                        "first_light_v1",
                                        accuracy.evalset(),
                                        2,
                                        false,
                                        "five more",
                                        List.of(
                                                new Limit(
                                                        Workspace.figure("accuracy", Unit.SHARE, Direction.MORE),
                                                        new Bound.Min(new Quantity(0.5, Unit.SHARE, "1/2")),
                                                        true,
                                                        false,
                                                        at(32, 11)),
                                                new Limit(
                                                        Workspace.figure("truncated", Unit.COUNT, Direction.LESS),
                                                        new Bound.Max(new Quantity(0, Unit.COUNT, "0")),
                                                        true,
                                                        false,
                                                        at(33, 11))),
                                        new TestConditions(List.of("pr"), null, true),
                                        at(27, 9)),
                                new TestSpec.LoadTest(
                                        "c4",
                                        new Workload(
                                                "short-256-64",
                                                new TokenLengths.Exactly(256),
                                                new TokenLengths.Exactly(64),
                                                Workload.Api.COMPLETIONS,
                                                Workload.PromptForm.TEXT),
                                        new Pace.Closed(4, 2),
                                        new TestLength(40),
                                        0,
                                        new Prompts.Unique(),
                                        CacheState.PLAIN,
                                        List.of(),
                                        "five runs of 2026-11-21",
                                        List.of(
                                                new Limit(
                                                        Workspace.figure(
                                                                "tpot.mean", Unit.MILLISECONDS, Direction.LESS),
                                                        new Bound.Max(new Quantity(39.2, Unit.MILLISECONDS, "39.2 ms")),
                                                        true,
                                                        false,
                                                        at(23, 11)),
                                                new Limit(
                                                        Workspace.figure("qps", Unit.PER_SECOND, Direction.MORE),
                                                        new Bound.Min(new Quantity(0.3, Unit.PER_SECOND, "0.30/s")),
                                                        true,
                                                        false,
                                                        at(24, 11)),
                                                new Limit(
                                                        Workspace.figure("ttft.p90", Unit.MILLISECONDS, Direction.LESS),
                                                        new Bound.Between(
                                                                new Quantity(1, Unit.MILLISECONDS, "1 ms"),
                                                                new Quantity(900, Unit.MILLISECONDS, "0.9 s")),
                                                        true,
                                                        false,
                                                        at(25, 11))),
                                        new TestConditions(List.of("pr", "nightly"), null, true),
                                        null,
                                        at(13, 9))),
                        at(5, 3)));
    }

    @Test
    void readsTheShortestFileWithItsDefaults() {
        var deployment = workspace.read().deployments().getFirst();

        var accuracy = (TestSpec.Accuracy) deployment.tests().get(1);
        var loadTest = (TestSpec.LoadTest) deployment.tests().get(2);
        assertThat(deployment.servedName()).isNull();
        assertThat(deployment.deadlines()).isEqualTo(Deadlines.DEFAULT);
        assertThat(accuracy.concurrency()).isEqualTo(4);
        assertThat(accuracy.source()).isEmpty();
        assertThat(loadTest.requests()).isEqualTo(100);
        assertThat(loadTest.warmup()).isEqualTo(4);
        assertThat(loadTest.pace()).isEqualTo(new Pace.Closed(4));
        assertThat(loadTest.prompts()).isEqualTo(new Prompts.Unique());
        assertThat(loadTest.source()).isEmpty();
    }

    @Test
    void recordsTheHashOfTheFile() {
        assertThat(workspace.read().sha256()).isEqualTo(Workspace.sha256(Workspace.GOOD));
    }

    @Test
    void reportsTheProblemsOfAllFilesSortedByPlace() {
        workspace
                .withQuestions(Workspace.QUESTIONS.replace("\"number\"", "\"nmber\""))
                .write(
                        "thresholds.yaml",
                        Workspace.GOOD.replace("precision", "precison").replace("39.2 ms", "39.2"));

        assertThat(workspace.refusal()).isEqualTo("""
                        evalsets/first_light_v1.jsonl:1:25: 'type' must be one of number, exact, contains, choice, gsm8k, regex, json, tool-call; found [nmber]. Did you mean 'number'?
                        thresholds.yaml:6:5: a deployment needs 'precision'
                        thresholds.yaml:8:5: unknown key 'precison' in a deployment; allowed: model, served-name, tokenizer, precision, engine, engine-version, \
                        deadlines, command, serve, image, gpus, volumes, shared-memory, env, price, headers, key, ca, proxy, server-log, load, accuracy, log-probabilities, ratios. Did you mean 'precision'?
                        thresholds.yaml:15:28: 'tpot.mean' needs a duration: expected e.g. '39.2 ms', found [39.2]""");
    }

    @Test
    void rejectsADirectoryWithoutThresholds() {
        workspace.delete("thresholds.yaml");

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:1:1: there is no such file in [" + directory
                        + "]; expected the deployments and the limits to check");
    }

    @Test
    void rejectsAFileThatIsNotYaml() {
        workspace.with("precision: bf16", "precision: bf16: 8");

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:8:20: not YAML: mapping values are not allowed here");
    }

    @Test
    void rejectsAFileThatIsAList() {
        workspace.write("thresholds.yaml", "- version: 1\n");

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:1:1: thresholds.yaml must be a mapping of keys to values, found a list");
    }

    @Test
    void rejectsAnotherVersionAndReportsNothingElse() {
        workspace.write("thresholds.yaml", "version: 2\nmodels: [a, b]\n");

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:1:10: this version of Assay reads version 1, found the number [2]");
    }

    @Test
    void rejectsAFileWithoutVersionOrDeployments() {
        workspace.write("thresholds.yaml", "workloads: {}\n");

        assertThat(workspace.refusal()).isEqualTo("""
                        thresholds.yaml:1:1: thresholds.yaml needs 'version'
                        thresholds.yaml:1:1: thresholds.yaml needs 'deployments', with at least one""");
    }

    @Test
    void rejectsAnUnknownKeyWithItsPlace() {
        workspace.write("thresholds.yaml", "models: 1\n" + Workspace.GOOD);

        assertThat(workspace.refusal())
                .isEqualTo(
                        "thresholds.yaml:1:1: unknown key 'models' in thresholds.yaml; allowed: version, workloads, deployments, default");
    }

    @Test
    void rejectsAKeyThatAppearsTwice() {
        workspace.with("    engine: vllm", "    engine: vllm\n    precision: fp8");

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:10:5: 'precision' appears a second time; the first is at"
                        + " thresholds.yaml:8:5. Remove one of them");
    }

    private static Location at(int line, int column) {
        return new Location("thresholds.yaml", line, column);
    }
}
