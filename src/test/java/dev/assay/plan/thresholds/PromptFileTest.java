package dev.assay.plan.thresholds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.Location;
import dev.assay.plan.Plan;
import dev.assay.plan.PlanFacts;
import dev.assay.plan.Workspace;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.PromptFile.Answer;
import dev.assay.plan.thresholds.PromptFile.Line;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptFileTest {
    private static final String FILE = "prompts/p.jsonl";
    private static final String FEW = "requests: 1\n        warmup: 1\n        concurrency: 1";
    private static final String LINES = """
            {"id": "a", "conversations": [{"from": "human", "value": "Why?"}, {"from": "gpt", "value": "Because."}, {"from": "human"}]}
            {"messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Who?"}, {"role": "assistant", "content": "Me."}]}
            {"prompt": "When?", "input-tokens": 2, "output-tokens": 5}
            """;

    @TempDir
    private Path directory;

    private Workspace workspace;

    @BeforeEach
    void write() {
        workspace = new Workspace(directory).write(FILE, LINES);
        workload("prompt-file: prompts/p.jsonl, output-tokens: from-file");
    }

    private void workload(String lengths) {
        workspace.with("input-tokens: 256, output-tokens: 64", lengths);
        replace("concurrency: 4", FEW);
    }

    /** Replaces the numbers of requests, of warm-up requests and of slots, which are 1 each. */
    private void loadTest(String keys) {
        replace(FEW, keys);
    }

    private void replace(String before, String after) {
        workspace.write("thresholds.yaml", workspace.content().replace(before, after));
    }

    private TestSpec.LoadTest loadTest() {
        return new Plan(
                        workspace.read().deployments().getFirst().tests().stream()
                                .map(test -> new Plan.Planned(
                                        workspace.read().deployments().getFirst(), test))
                                .toList(),
                        false)
                .loadTests()
                .getFirst();
    }

    private static Location at(int line) {
        return new Location(FILE, line, 1);
    }

    @Test
    void isReadInItsThreeForms() {
        assertThat(loadTest().workload().file())
                .hasValue(new PromptFile(
                        FILE,
                        Workspace.sha256(LINES),
                        List.of(
                                new Line("Why?", null, new Answer.Text("Because."), at(1)),
                                new Line("Be brief.\n\nWho?", null, new Answer.Text("Me."), at(2)),
                                new Line("When?", 2, new Answer.Tokens(5), at(3)))));
    }

    @Test
    void sendsItsLinesUnchangedUnlessTheyMustBeUnique() {
        assertThat(loadTest().promptWords()).isEqualTo("as-written of prompts/p.jsonl");

        workspace.write(
                "thresholds.yaml", workspace.content().replace("warmup: 1\n", "warmup: 1\n        prompts: unique\n"));

        assertThat(loadTest().promptWords()).isEqualTo("unique of prompts/p.jsonl");
    }

    @Test
    void isAFactOfThePlan() {
        var facts = PlanFacts.of(new Plan.Planned(workspace.read().deployments().getFirst(), loadTest()));

        assertThat(facts)
                .containsEntry("prompt file sha256", Workspace.sha256(LINES))
                .containsEntry("input tokens", "the file's own")
                .containsEntry("output tokens", "the file's own")
                .containsEntry("prompts", "as-written")
                .doesNotContainValue(FILE);
    }

    @Test
    void isShuffledOnlyByTheSeed() {
        var file = loadTest().workload().file().orElseThrow();

        assertThat(file.shuffled(1)).isEqualTo(file.shuffled(1)).containsExactlyInAnyOrderElementsOf(file.lines());
        assertThat(LongStream.range(0, 20).mapToObj(file::shuffled).distinct().count())
                .isGreaterThan(1);
    }

    @Test
    void needsNoAnswersIfTheWorkloadGivesLengths() {
        workspace.write(
                FILE, "{\"prompt\": \"When?\"}\n{\"messages\": [{\"role\": \"user\", \"content\": \"Who?\"}]}\n");
        workload("prompt-file: prompts/p.jsonl, output-tokens: {uniform: [1, 9]}");

        assertThat(loadTest().workload().file().orElseThrow().lines())
                .containsExactly(new Line("When?", null, null, at(1)), new Line("Who?", null, null, at(2)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"prompt": 7}                | 12 | 'prompt' must be text, found the number [7]: put it in quotes, so that it stays as written
            {"prompt": " "}              | 12 | 'prompt' must not be empty
            {"text": "a"}                | 1 | a prompt without 'conversations' or 'messages' needs 'prompt'\\n@:2:2: unknown key 'text' in a prompt without 'conversations' or 'messages'; allowed: prompt, input-tokens, output-tokens, id
            {"prompt": "a", "output_tokens": 5} | 17 | unknown key 'output_tokens' in a prompt without 'conversations' or 'messages'; allowed: prompt, input-tokens, output-tokens, id. Did you mean 'output-tokens'?
            {"prompt": "a", "output-tokens": "5"} | 34 | 'output-tokens' must be a whole number from 1 to 10000000, found the text [5]
            {"prompt": "a"               | 15 | not JSON: the line ends inside a value
            ["a"]                        | 1 | expected a JSON object on each line, found a list
            {"conversations": "a"}       | 19 | 'conversations' must be a list, found the text [a]
            {"conversations": []}        | 19 | 'conversations' has no turn
            {"conversations": [{"from": "gpt", "value": "a"}]} | 20 | the first turn is an answer, of [gpt]: add the prompt as a turn before it
            {"conversations": [{"from": "humn", "value": "a"}]} | 29 | 'from' must be one of system, human, user, gpt, assistant, chatgpt, bing, bard; found [humn]. Did you mean 'human'?
            {"conversations": [{"value": "a"}]} | 20 | a turn of 'conversations' needs 'from'
            {"messages": [{"role": "user", "content": [1]}]} | 43 | 'content' must be text, found a list
            {"messages": ["a"]}          | 15 | a turn of 'messages' must be a mapping of keys to values, found the text [a]
            """)
    void isRefusedWithThePlaceOfTheMistake(String line, int column, String message) {
        workspace.write(
                FILE,
                "{\"prompt\": \"a\", \"output-tokens\": 1}\n" + line + "\n{\"prompt\": \"b\", \"output-tokens\": 1}\n");

        assertThat(workspace.refusal())
                .isEqualTo(FILE + ":2:" + column + ": "
                        + message.replace("\\n", "\n").replace("@", FILE));
    }

    @Test
    void isRefusedWithFewProblemsIfItIsAnotherFormat() {
        workspace.write(FILE, "plain text\n".repeat(500));

        assertThat(workspace.refusal().lines())
                .hasSize(11)
                .last()
                .asString()
                .endsWith("and 490 more problems from here on");
    }

    @Test
    void isRefusedIfItIsOneArrayAsShareGptIs() {
        workspace.write(FILE, "[\n" + LINES + "]\n");

        assertThat(workspace.refusal())
                .isEqualTo(
                        FILE
                                + ":1:1: expected one JSON object per line, found one array: `jq -c '.[]' FILE > FILE.jsonl` writes one object per line");
    }

    @Test
    void isRefusedIfItHasFewerPromptsThanRequests() {
        workspace.write("thresholds.yaml", workspace.content().replace("requests: 1\n", "requests: 3\n"));

        assertThat(workspace.refusal())
                .isEqualTo(
                        "thresholds.yaml:13:19: prompts/p.jsonl has 3 prompts, and 3 requests after 1 to warm up need"
                                + " 4, because no prompt is sent twice: plan fewer requests, set a smaller 'warmup', or add"
                                + " prompts");
    }

    /** At a rate, {@code duration} gives the number of requests; in a closed loop, {@code requests} does. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rate: 1/s, arrivals: constant, duration: 3500 ms  | 16:19
            concurrency: 1, requests: 3, duration: 3500 ms    | 15:19
            """)
    void isRefusedAtTheKeyThatGivesTheNumberOfRequests(String keys, String place) {
        loadTest("warmup: 1\n        " + keys.replace(", ", "\n        "));

        assertThat(workspace.refusal())
                .isEqualTo(
                        "thresholds.yaml:" + place + ": prompts/p.jsonl has 3 prompts, and 3 requests after 1 to warm"
                                + " up need 4, because no prompt is sent twice: plan fewer requests, set a smaller 'warmup', or add"
                                + " prompts");
    }

    @Test
    void isLongEnoughForTheRequestsThatArriveInTheDuration() {
        loadTest("warmup: 1\n        rate: 1/s\n        arrivals: constant\n        duration: 2500 ms");

        assertThat(loadTest().requests()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            prompt-file: prompts/p.jsonl, input-tokens: 9, output-tokens: 9 | thresholds.yaml:3:62: the prompts of a 'prompt-file' have their own lengths: remove 'input-tokens'
            prompt-file: prompts/q.jsonl, output-tokens: 9 | thresholds.yaml:3:31: the prompt file [prompts/q.jsonl] does not exist; its path is relative to thresholds.yaml
            input-tokens: 9, output-tokens: from-file      | thresholds.yaml:3:50: 'output-tokens: from-file' needs a 'prompt-file'that has answers
            output-tokens: 9                               | thresholds.yaml:3:17: a workload needs 'input-tokens', or 'prompt-file' to draw prompts from a file
            """)
    void isRefusedWithKeysThatDoNotFit(String lengths, String refusal) {
        workload(lengths);

        assertThat(workspace.refusal()).isEqualTo(refusal);
    }

    @Test
    void needsAnAnswerInEachLineIfItsLengthIsUsed() {
        workspace.write(FILE, LINES + "{\"prompt\": \"a\"}\n{\"prompt\": \"b\"}\n");

        assertThat(workspace.refusal())
                .isEqualTo(
                        FILE
                                + ":4:1: thresholds.yaml:3:63 needs the length of each prompt's answer. Prompts without an answer: 2 of"
                                + " 5; this is the first. Add 'output-tokens' or an answer to each line, or give the workload's 'output-tokens' as a number");
    }

    @Test
    void cannotHaveIdenticalPrompts() {
        workspace.write(
                "thresholds.yaml",
                workspace.content().replace("warmup: 1\n", "warmup: 1\n        prompts: identical\n"));

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:15:18: 'prompts' of a file must be as-written or unique, found the text"
                        + " [identical]");
    }
}
