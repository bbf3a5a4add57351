package dev.assay.plan.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.PlanFacts;
import dev.assay.plan.Workspace;
import dev.assay.plan.testspecs.TestSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key {@code during} is on line 18, column 17. */
class LoadDuringEvalsetsTest {
    @TempDir
    private Path directory;

    private Workspace workspace;

    @BeforeEach
    void writeGoodFiles() {
        workspace = new Workspace(directory);
    }

    private void during(String name) {
        replace("      - evalset: first_light_v1\n", "      - evalset: first_light_v1\n        during: " + name + "\n");
    }

    private void replace(String part, String instead) {
        var content = workspace.content();
        assertThat(content).contains(part);
        workspace.write("thresholds.yaml", content.replace(part, instead));
    }

    private Map<String, String> facts() {
        var deployment = workspace.read().deployments().getFirst();
        return PlanFacts.of(new Planned(deployment, deployment.tests().get(1)));
    }

    @Test
    void isALoadTestOfTheDeployment() {
        during("c4");

        var tests = workspace.read().deployments().getFirst().tests();
        var accuracy = (TestSpec.Accuracy) tests.get(1);
        assertThat(accuracy.during()).isEqualTo(tests.get(2));
        assertThat(accuracy.repeated(3))
                .isInstanceOfSatisfying(
                        TestSpec.Accuracy.class,
                        thrice -> assertThat(thrice.during()).isEqualTo(tests.get(2)));
        assertThat(accuracy.picking(List.of(accuracy.evalset().questions().getFirst()))
                        .during())
                .isEqualTo(tests.get(2));
    }

    @Test
    void isAFactOfThePlanWithoutTheNameOfTheLoadTest() {
        assertThat(facts()).doesNotContainKey("during");

        during("c4");

        assertThat(facts())
                .containsEntry(
                        "during", "api completions, input tokens 256, output tokens 64, prompts unique, concurrency 4");
    }

    @Test
    void isRefusedIfThereIsNoSuchLoadTest() {
        during("c40");

        assertThat(workspace.refusal())
                .isEqualTo(
                        "thresholds.yaml:18:17: 'during' names a load test of the same deployment, found [c40]; there"
                                + " are: c4. Did you mean 'c4'?");
    }

    @Test
    void isRefusedIfItIsTheTestItself() {
        during("first_light_v1");

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:18:17: 'during' names a load test of the same deployment, found"
                        + " [first_light_v1]; there are: c4");
    }

    @Test
    void isRefusedIfItIsALoadTestOfAnotherDeployment() {
        during("c9");
        workspace.write("thresholds.yaml", workspace.content() + """
                  other:
                    model: m
                    tokenizer: tokenizers/smollm2.json
                    precision: bf16
                    engine: vllm
                    load:
                      - {cell: c9, workload: short-256-64, concurrency: 9, limits: {tpot.mean: {max: 9 ms}}}
                """);

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:18:17: 'during' names a load test of the same deployment, found [c9]; there"
                        + " are: c4. Did you mean 'c4'?");
    }

    @Test
    void isRefusedIfItsRequestsComeAtARate() {
        during("c4");
        replace("        concurrency: 4\n", "        rate: 2/s\n");

        assertThat(workspace.refusal())
                .isEqualTo(
                        "thresholds.yaml:18:17: 'during' needs a load test with a 'concurrency', which keeps the same"
                                + " number of requests in flight; [c4] has a 'rate'. Name another one, or add one with a"
                                + " 'concurrency'");
    }

    @Test
    void isRefusedIfItIsNoName() {
        during("[c4]");

        assertThat(workspace.refusal()).startsWith("thresholds.yaml:18:17: 'during' must be text, found a list");
    }

    @Test
    void isNotComparedWithADeploymentThatIsAskedWithoutALoad() {
        during("c4");
        replace("accuracy: {min: 1/2}", "no-worse: {against: other, margin: 9 pp}");
        workspace.write("thresholds.yaml", workspace.content() + """
                  other:
                    model: m
                    precision: bf16
                    engine: vllm
                    accuracy:
                      - {evalset: first_light_v1, limits: {accuracy: {min: 1/2}}}
                """);

        assertThat(workspace.refusal())
                .isEqualTo(
                        "thresholds.yaml:20:31: this test and [first_light_v1] of 'other' cannot be compared, since they"
                                + " measure different things: during [api completions, input tokens 256, output tokens 64, prompts"
                                + " unique, concurrency 4] here and [none] there");
    }
}
