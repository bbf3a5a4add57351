package dev.assay.plan.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.Plan;
import dev.assay.plan.PlanFacts;
import dev.assay.plan.Workspace;
import dev.assay.plan.testspecs.TestSpec;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentTest {
    @TempDir
    private Path directory;

    private Workspace workspace;

    @BeforeEach
    void writeGoodFiles() {
        workspace = new Workspace(directory);
    }

    @Test
    void rejectsADeploymentThatIsNotAMapping() {
        workspace.write("thresholds.yaml", "version: 1\ndeployments: {a: }\n");

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:2:17: a deployment must be a mapping of keys to values, found nothing");
    }

    @Test
    void rejectsADeploymentWithoutItsKeysAndTests() {
        workspace.write("thresholds.yaml", "version: 1\ndeployments:\n  a: {}\n");

        assertThat(workspace.refusal()).isEqualTo("""
                        thresholds.yaml:3:3: deployment 'a' has no tests: it needs 'load', 'accuracy' or 'log-probabilities'
                        thresholds.yaml:3:6: a deployment needs 'model'
                        thresholds.yaml:3:6: a deployment needs 'precision'
                        thresholds.yaml:3:6: a deployment needs 'engine'""");
    }

    @Test
    void rejectsANameThatCannotBeAFileName() {
        workspace.with("  smollm2-135m:", "  smol/lm2:");

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:5:3: a name has letters, digits, '.', '_' and '-',"
                        + " and starts with a letter or a digit; found [smol/lm2]");
    }

    @Test
    void rejectsAKeyOfALaterVersion() {
        workspace.with("    engine: vllm", "    engine: vllm\n    critical: x");

        assertThat(workspace.refusal())
                .isEqualTo(
                        "thresholds.yaml:10:5: 'critical' is planned, but this version of Assay does not support it: remove it");
    }

    @Test
    void rejectsAnUnknownEngine() {
        workspace.with("engine: vllm", "engine: vlm");

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:9:13: 'engine' must be one of vllm, generic; found [vlm]."
                        + " Did you mean 'vllm'?");
    }

    @ParameterizedTest
    @CsvSource({"2.20 EUR/h, 2.20 EUR/h", "3   USD/h, 3 USD/h"})
    void readsAPrice(String written, String shown) {
        workspace.with("    engine: vllm", "    engine: vllm\n    price: " + written);

        assertThat(workspace.read().deployments().getFirst().price()).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.20", "0 EUR/h", "EUR 2/h", "2.20 EUR", "-1 EUR/h", "2.20 eur/h"})
    void rejectsOtherFormsOfAPrice(String written) {
        workspace.with("    engine: vllm", "    engine: vllm\n    price: " + written);

        assertThat(workspace.refusal())
                .isEqualTo(
                        "thresholds.yaml:10:12: 'price' is what the server costs by the hour with all its GPUs, above"
                                + " zero, such as 2.20 EUR/h; found [" + written + "]");
    }

    @Test
    void readsTheVersionOfTheEngine() {
        workspace.with("engine: vllm", "engine: vllm\n    engine-version: 0.32.0");

        assertThat(workspace.read().deployments().getFirst().engineVersion()).isEqualTo("0.32.0");
    }

    @Test
    void rejectsAVersionThatIsANumber() {
        workspace.with("engine: vllm", "engine: vllm\n    engine-version: 0.32");

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:10:21: 'engine-version' must be text, found the number [0.32]:"
                        + " put it in quotes, so that it stays as written");
    }

    @Test
    void rejectsAnEmptyModel() {
        workspace.with("model: HuggingFaceTB/SmolLM2-135M-Instruct", "model: ''");

        assertThat(workspace.refusal()).isEqualTo("thresholds.yaml:6:12: 'model' must not be empty");
    }

    @Test
    void rejectsAPrecisionThatIsANumber() {
        workspace.with("precision: bf16", "precision: 16");

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:8:16: 'precision' must be text, found the number [16]:"
                        + " put it in quotes, so that it stays as written");
    }

    @Test
    void rejectsAServedNameThatIsAList() {
        workspace.with("    engine: vllm", "    engine: vllm\n    served-name: [a]");

        assertThat(workspace.refusal()).isEqualTo("thresholds.yaml:10:18: 'served-name' must be text, found a list");
    }

    @Test
    void rejectsATokenizerThatIsMissing() {
        workspace.delete("tokenizers/smollm2.json");

        assertThat(workspace.refusal())
                .isEqualTo(
                        "thresholds.yaml:7:16: the tokenizer's file [tokenizers/smollm2.json] does not exist; its path is relative to thresholds.yaml");
    }

    @Test
    void rejectsATokenizerThatIsAFolderAndNamesTheFileInIt() {
        workspace.write("models/smollm2/tokenizer.json", "{}");
        workspace.with("tokenizer: tokenizers/smollm2.json", "tokenizer: models/smollm2/");

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:7:16: the tokenizer [models/smollm2/] is a folder, expected a file:"
                        + " write [models/smollm2/tokenizer.json]");

        workspace.delete("models/smollm2/tokenizer.json");
        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:7:16: the tokenizer [models/smollm2/] is a folder, and there is no"
                        + " tokenizer.json in it: give the path of the checkpoint's tokenizer.json");
    }

    @Test
    void rejectsTheNameOfARepositoryAsATokenizer() {
        workspace.with("tokenizer: tokenizers/smollm2.json", "tokenizer: HuggingFaceTB/SmolLM2-135M-Instruct");

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:7:16: the tokenizer's file [HuggingFaceTB/SmolLM2-135M-Instruct] does not"
                        + " exist. If it is the name of a repository on a model hub: Assay downloads nothing."
                        + " Download its tokenizer.json, and give the path of that file, relative to"
                        + " thresholds.yaml");
    }

    @Test
    void rejectsTheServersTokenizer() {
        workspace.with("tokenizer: tokenizers/smollm2.json", "tokenizer: server");

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:7:16: tokenizer [server] is not supported, because a recording must be"
                        + " judged without its server. Give the path of the checkpoint's tokenizer.json");
    }

    @Test
    void rejectsLoadTestsWithoutATokenizer() {
        workspace.with("    tokenizer: tokenizers/smollm2.json\n", "");

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:5:3: deployment 'smollm2-135m' has load tests, so it needs"
                        + " 'tokenizer', the path of a tokenizer.json: it is used to build prompts of exact length");
    }

    @Test
    void needsNoTokenizerForEvalsetsAlone() {
        var from = Workspace.GOOD.indexOf("    load:");
        var to = Workspace.GOOD.indexOf("    accuracy:");
        var withoutLoad = Workspace.GOOD.substring(0, from) + Workspace.GOOD.substring(to);
        workspace.write("thresholds.yaml", withoutLoad.replace("    tokenizer: tokenizers/smollm2.json\n", ""));

        var deployment = workspace.read().deployments().getFirst();

        assertThat(deployment.tokenizer()).isNull();
        assertThat(deployment.tests()).extracting(TestSpec::name).containsExactly("protocol", "first_light_v1");
    }

    @Test
    void rejectsTwoTestsOfOneName() {
        workspace.with("cell: c4", "cell: first_light_v1");

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:11:15: this deployment has two tests called [first_light_v1];"
                        + " the first is at thresholds.yaml:17:18");
    }

    private static final String TWICE = """
                  - evalset: first_light_v1
                    limits:
                      accuracy: {min: 1/2}
                  - evalset: first_light_v1
                    name: alone
                    concurrency: 1
                    limits:
                      accuracy: {min: 1/2}
            """;

    private static final String ONCE = Workspace.GOOD.substring(Workspace.GOOD.indexOf("      - evalset:"));

    @Test
    void asksOneEvalsetInSeveralTestsOfDifferentNames() {
        workspace.with(ONCE, TWICE);

        var tests = workspace.read().deployments().getFirst().tests();

        assertThat(tests).extracting(TestSpec::name).containsExactly("protocol", "first_light_v1", "alone", "c4");
        assertThat(tests.subList(1, 3))
                .extracting(test -> ((TestSpec.Accuracy) test).evalset().name())
                .containsExactly("first_light_v1", "first_light_v1");
        assertThat(tests.subList(1, 3))
                .extracting(test -> ((TestSpec.Accuracy) test).concurrency())
                .containsExactly(4, 1);
    }

    @Test
    void writesTheEvalsetOfATestWithAnotherNameInItsFacts() {
        workspace.with(ONCE, TWICE);

        var deployment = workspace.read().deployments().getFirst();

        assertThat(PlanFacts.of(new Plan.Planned(deployment, deployment.tests().get(1))))
                .doesNotContainKey("evalset");
        assertThat(PlanFacts.of(new Plan.Planned(deployment, deployment.tests().get(2))))
                .containsEntry("evalset", "first_light_v1")
                .containsEntry("concurrency", "1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            none                 | 20:18 | this deployment has two tests called [first_light_v1]; the first is at thresholds.yaml:17:18. Give one of them a 'name' of its own
            name: first_light_v1 | 21:15 | this deployment has two tests called [first_light_v1]; the first is at thresholds.yaml:17:18. Give one of them a 'name' of its own
            name: c4             | 11:15 | this deployment has two tests called [c4]; the first is at thresholds.yaml:21:15
            name: protocol       | 21:15 | a test cannot be called [protocol]: every deployment has a test of that name
            name: in flight      | 21:15 | a name has letters, digits, '.', '_' and '-', and starts with a letter or a digit; found [in flight]
            name: 16             | 21:15 | 'name' must be text, found the number [16]: put it in quotes, so that it stays as written
            """)
    void rejectsANameThatCannotTellTestsApart(String name, String place, String message) {
        workspace.with(
                ONCE,
                name.equals("none") ? TWICE.replace("        name: alone\n", "") : TWICE.replace("name: alone", name));

        assertThat(workspace.refusal()).isEqualTo("thresholds.yaml:" + place + ": " + message);
    }

    @Test
    void rejectsALoadThatIsNotAList() {
        workspace.with("      - cell: c4\n", "        cell: c4\n");

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:11:9: 'load' must be a list, found a mapping of keys to values");
    }

    @Test
    void givesProbesAShorterTotal() {
        var wide = Deadlines.DEFAULT.forProbes();

        assertThat(wide.total()).isEqualTo(Duration.ofMinutes(3));
        assertThat(new Deadlines(wide.connect(), wide.firstOutput(), wide.gap(), Duration.ofSeconds(5), wide.start())
                        .forProbes()
                        .total())
                .isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void keepsTheDefaultOfEachMissingDeadline() {
        workspace.with("    engine: vllm", "    engine: vllm\n    deadlines: {gap: 1.5 s}");

        assertThat(workspace.read().deployments().getFirst().deadlines())
                .isEqualTo(new Deadlines(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(120),
                        Duration.ofMillis(1500),
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(15)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gap: 60     | 22 | 'gap' needs a duration in ms, s or min: expected e.g. '60 s', found [60]
            gap: 1 hour | 22 | 'gap' needs a duration in ms, s or min: expected e.g. '60 s', found [1 hour]
            gap: [1 s]  | 22 | 'gap' needs a duration in ms, s or min: expected e.g. '60 s', found a list
            gap: 0 s    | 22 | 'gap' must be above zero and at most 7 days, found [0 s]
            gap: -5 s   | 22 | 'gap' must be above zero and at most 7 days, found [-5 s]
            gap: 10081min | 22 | 'gap' must be above zero and at most 7 days, found [10081min]
            gpa: 60 s   | 17 | unknown key 'gpa' in 'deadlines'; allowed: connect, first-output, gap, total, start. Did you mean 'gap'?
            """, quoteCharacter = '`')
    void rejectsADeadlineThatIsNotADuration(String written, int column, String message) {
        workspace.with("    engine: vllm", "    engine: vllm\n    deadlines: {" + written + "}");

        assertThat(workspace.refusal()).isEqualTo("thresholds.yaml:10:" + column + ": " + message);
    }
}
