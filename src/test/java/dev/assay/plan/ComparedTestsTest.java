package dev.assay.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparedTestsTest {
    private static final String HEAD = """
            version: 1
            workloads:
              short-256-64: {input-tokens: 256, output-tokens: 64, api: completions}
              long-256-512: {input-tokens: 256, output-tokens: 512, api: completions}
            deployments:
            """;
    private static final String DEPLOYMENT = """
              %s:
                model: HuggingFaceTB/SmolLM2-135M-Instruct
                tokenizer: tokenizers/smollm2.json
                precision: %s
                engine: vllm
                load:
                  - cell: c4
                    workload: short-256-64
                    concurrency: 4
                    limits: {tpot.mean: %s}
            """;

    private static final String MAX = "{max: 39.2 ms}";

    @TempDir
    private Path directory;

    private Workspace workspace;

    @BeforeEach
    void writeGoodFiles() {
        workspace = new Workspace(directory);
    }

    private static String against(String name) {
        return "{regression: {against: " + name + ", margin: 3 %}}";
    }

    /** Writes a file of deployments, each with what its load test is compared with. */
    private Workspace file(Map<String, String> limits) {
        var text = new StringBuilder(HEAD);
        new TreeMap<>(limits).forEach((name, limit) -> text.append(DEPLOYMENT.formatted(name, name, limit)));
        return workspace.write("thresholds.yaml", text.toString());
    }

    @Test
    void anotherDeploymentAndTheBaselineCanBeTheReference() {
        assertThat(file(Map.of("bf16", against("baseline"), "int4", against("bf16")))
                        .read()
                        .deployments())
                .hasSize(2);
    }

    @Test
    void planKnowsTheOneDeploymentThatAllOthersAreComparedWith() {
        assertThat(reference(Map.of("bf16", MAX, "int4", against("bf16")))).contains("bf16");
        assertThat(reference(Map.of("bf16", MAX, "int4", against("bf16"), "int8", against("bf16"))))
                .contains("bf16");
        assertThat(reference(Map.of("bf16", MAX, "int4", against("bf16"), "int8", MAX)))
                .isEmpty();
        assertThat(reference(Map.of("bf16", MAX, "int4", MAX))).isEmpty();
        assertThat(reference(Map.of("bf16", against("baseline")))).isEmpty();
    }

    private Optional<String> reference(Map<String, String> limits) {
        var tests = file(limits).read().deployments().stream()
                .flatMap(deployment -> deployment.tests().stream().map(test -> new Plan.Planned(deployment, test)))
                .toList();
        return new Plan(tests, false).reference();
    }

    @Test
    void referenceMustExist() {
        assertThat(file(Map.of("bf16", MAX, "int4", against("bf61"))).refusal())
                .isEqualTo(
                        "thresholds.yaml:25:52: 'against' names baseline or a deployment of this file, found [bf61]. Did you mean"
                                + " 'bf16'?");
        assertThat(file(Map.of("bf16", MAX, "int4", against("basline"))).refusal())
                .isEqualTo(
                        "thresholds.yaml:25:52: 'against' names baseline or a deployment of this file, found [basline]. Did you mean"
                                + " 'baseline'?");
    }

    @Test
    void deploymentIsNotComparedWithItself() {
        assertThat(file(Map.of("bf16", MAX, "int4", against("int4"))).refusal())
                .isEqualTo(
                        "thresholds.yaml:25:52: 'against' names the deployment itself; for its own earlier runs write 'against:"
                                + " baseline'");
    }

    @Test
    void noDeploymentIsCalledBaseline() {
        assertThat(file(Map.of("baseline", MAX, "int4", against("baseline"))).refusal())
                .isEqualTo(
                        "thresholds.yaml:6:3: a deployment cannot be called [baseline], because 'against: baseline' names what is"
                                + " stored in baselines/");
    }

    @Test
    void referencesDoNotLeadInACircle() {
        assertThat(file(Map.of("bf16", against("int4"), "int4", against("bf16")))
                        .refusal())
                .isEqualTo("""
                        thresholds.yaml:15:52: 'against' leads in a circle: bf16 → int4 → bf16. Of two deployments only one can be the reference
                        thresholds.yaml:25:52: 'against' leads in a circle: int4 → bf16 → int4. Of two deployments only one can be the reference""");
        // a only leads to the circle.
        assertThat(file(Map.of("a", against("b"), "b", against("c"), "c", against("d"), "d", against("b")))
                        .refusal())
                .isEqualTo("""
                        thresholds.yaml:25:52: 'against' leads in a circle: b → c → d → b. Of two deployments only one can be the reference
                        thresholds.yaml:35:52: 'against' leads in a circle: c → d → b → c. Of two deployments only one can be the reference
                        thresholds.yaml:45:52: 'against' leads in a circle: d → b → c → d. Of two deployments only one can be the reference""");
    }

    @Test
    void referenceNeedsTheSameTest() {
        var file = file(Map.of("bf16", MAX, "int4", against("bf16")));
        file.write("thresholds.yaml", file.content().replaceFirst("cell: c4", "cell: c8"));

        assertThat(file.refusal())
                .isEqualTo(
                        "thresholds.yaml:25:52: the deployment 'bf16' has no test [c4] to compare with: add it there, or compare with"
                                + " another deployment");
    }

    @Test
    void testsThatRequestDifferentThingsAreNotCompared() {
        var file = file(Map.of("bf16", MAX, "int4", against("bf16")));
        file.write(
                "thresholds.yaml",
                file.content()
                        .replaceFirst("short-256-64\n        concurrency: 4", "long-256-512\n        concurrency: 8"));

        // The model, its precision and the engine may differ.
        assertThat(file.refusal())
                .isEqualTo(
                        "thresholds.yaml:25:52: this test and [c4] of 'bf16' cannot be compared, since they measure different things:"
                                + " output tokens [64] here and [512] there; concurrency [4] here and [8] there; warmup [4] here and [8]"
                                + " there");
    }

    @Test
    void evalsetsAreComparedOnTheSameQuestionsOnly() {
        var evalset = """
                    accuracy:
                      - evalset: %s
                        name: basics
                        limits: {%s}
                """;
        var file = new Workspace(directory);
        file.write(
                "evalsets/other_v1.jsonl",
                Workspace.QUESTIONS.replace("1 + 1", "1 + 3").replace("\"2\"", "\"4\""));
        file.write("evalsets/other_v1.yaml", """
                title: First light
                max-tokens: 64
                thinking: off
                licence: CC0-1.0
                source: written for this test
                sha256: %s
                """.formatted(Workspace.sha256(
                Workspace.QUESTIONS.replace("1 + 1", "1 + 3").replace("\"2\"", "\"4\""))));
        file.write(
                "thresholds.yaml",
                HEAD
                        + DEPLOYMENT.formatted("bf16", "bf16", MAX)
                        + evalset.formatted("other_v1", "accuracy: {min: 1/2}")
                        + DEPLOYMENT.formatted("int4", "int4", MAX)
                        + evalset.formatted("first_light_v1", "no-worse: {against: bf16, margin: 3 pp}"));

        assertThat(file.refusal())
                .startsWith(
                        "thresholds.yaml:33:38: this test and [basics] of 'bf16' cannot be compared, since they measure"
                                + " different things: evalset [first_light_v1] here and [other_v1] there; evalset sha256 [");
    }
}
