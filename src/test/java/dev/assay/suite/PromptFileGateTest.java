package dev.assay.suite;

import static dev.assay.testing.Streams.DONE;
import static dev.assay.testing.Streams.FINISH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.prompt.DjlTokenizer;
import dev.assay.recording.files.TraceFile;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A load test whose prompts are lines of a file, from the live server to the recording and to a finished run. All requests go out at once, and
 * each answer is one event: how busy the machine is decides nothing.
 */
@Tag("slow")
class PromptFileGateTest {
    private static DjlTokenizer tokenizer;

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        tokenizer = DjlTokenizer.load(Path.of("tokenizers", "smollm2.json"), "tokenizers/smollm2.json");
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    @BeforeEach
    void write() throws IOException {
        GateRun.small(folder);
        GateRun.copy(Path.of("prompts"), folder.resolve("prompts"));
        thresholds("{prompt-file: prompts/example.jsonl, output-tokens: from-file, api: completions}", 2, "as-written");
    }

    private void thresholds(String workload, int warmup, String prompts) throws IOException {
        Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                workloads:
                  errands: %s
                deployments:
                  smollm2-135m:
                    model: HuggingFaceTB/SmolLM2-135M-Instruct
                    tokenizer: tokenizers/smollm2.json
                    precision: bf16
                    engine: vllm
                    load:
                      - cell: real
                        workload: errands
                        concurrency: 20
                        requests: 20
                        warmup: %d
                        prompts: %s
                        limits:
                          e2e.mean: {max: 10 min}
                """.formatted(workload, warmup, prompts));
    }

    /** A server that counts as vLLM does, and answers with as many tokens as were asked for, or one more. */
    private static ScriptedEndpoint server(int more, int cached) {
        return new ScriptedEndpoint(request -> switch (request.path()) {
            case "/v1/models" -> Script.json(200, "{\"data\":[{\"id\":\"smollm2-135m\"}]}");
            case "/version" -> Script.json(200, "{\"version\":\"0.32.0\"}");
            default -> {
                var body = JsonMapper.shared().readTree(request.body());
                var usage = "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":" + input(body)
                        + ",\"completion_tokens\":" + (body.path("max_tokens").asInt() + more)
                        + ",\"prompt_tokens_details\":{\"cached_tokens\":" + Math.min(cached, input(body)) + "}}}\n\n";
                yield Script.stream(FINISH, usage, DONE);
            }
        });
    }

    private static synchronized int input(JsonNode body) {
        return body.path("prompt").isString()
                ? tokenizer.ids(body.path("prompt").asString()).size()
                : body.path("prompt").size();
    }

    private static List<String> prompts(ScriptedEndpoint server) {
        return server.requests().stream()
                .filter(request -> request.path().equals("/v1/completions"))
                .map(request -> JsonMapper.shared()
                        .readTree(request.body())
                        .path("prompt")
                        .asString())
                .toList();
    }

    @Test
    void asksEachLineOnceAndComparesEachAnswerWithItsOwnLength() throws IOException {
        try (var server = server(0, 0)) {
            var run = GateRun.of("load", folder, "endpoint=" + server.base(), "seed=7");

            assertThat(prompts(server)).hasSize(22).doesNotHaveDuplicates();
            assertThat(prompts(server))
                    .anyMatch(prompt -> prompt.startsWith("You are the assistant of a small library"));
            assertThat(run.result())
                    .contains("each as it asked", "\"prompt file sha256\"", "\"output tokens\" : \"the file's own\"")
                    .contains("\"verdict\" : \"PASS\"")
                    .doesNotContain("\"severity\" : \"invalid\"");
        }
    }

    @Test
    void asksTheSameAgainForTheSameSeed() throws IOException {
        thresholds(
                "{prompt-file: prompts/example.jsonl, output-tokens: {uniform: [5, 90]}, api: completions,"
                        + " prompt-form: token-ids}",
                2,
                "as-written");
        try (var server = server(0, 0)) {
            GateRun.of("load", folder, "endpoint=" + server.base(), "seed=7");
            GateRun.of("load", folder, "endpoint=" + server.base(), "seed=7");
            GateRun.of("load", folder, "endpoint=" + server.base(), "seed=8");

            var bodies = server.requests().stream()
                    .filter(request -> request.path().equals("/v1/completions"))
                    .map(ScriptedEndpoint.Seen::body)
                    .toList();
            var first = Set.copyOf(bodies.subList(0, 22));
            assertThat(Set.copyOf(bodies.subList(22, 44))).isEqualTo(first).hasSize(22);
            assertThat(Set.copyOf(bodies.subList(44, 66))).isNotEqualTo(first);
        }
    }

    @Test
    void isUnmeasuredWhereAnAnswerHasAnotherLengthThanItsRequestAskedFor() throws IOException {
        try (var server = server(1, 0)) {
            var run = GateRun.of("load", folder, "endpoint=" + server.base());

            assertThat(run.test("smollm2-135m real").message())
                    .matches(
                            "(?s)UNMEASURED smollm2-135m real: real-\\d+: \\d+ tokens in and \\d+ out, planned \\d+ and"
                                    + " \\d+\\..*");
        }
    }

    @Test
    void givesTheSameFiguresOfTheRecordingAndOfTheFinishedRun() throws IOException {
        try (var server = server(0, 0)) {
            GateRun.of("load", folder, "endpoint=" + server.base(), "record=true");
        }
        var tape = folder.resolve("tapes/smollm2-135m/real.jsonl");

        var replayed = GateRun.of("load", folder);
        var figures = figures(replayed);
        Files.writeString(folder.resolve("tokenizers/smollm2.json"), "judging a finished run needs none");
        var again = GateRun.of("load", folder, "run=" + newest());

        assertThat(TraceFile.read(tape).header().asked()).hasSize(22);
        assertThat(replayed.test("smollm2-135m real").status()).isEqualTo("passed");
        assertThat(again.test("smollm2-135m real").status()).isEqualTo("passed");
        assertThat(figures(again)).isEqualTo(figures).contains("each as it asked");
    }

    private static String figures(GateRun run) {
        return run.result().substring(run.result().indexOf("\"audits\""));
    }

    private String newest() throws IOException {
        try (var runs = Files.list(folder.resolve("runs")).filter(Files::isDirectory)) {
            return "runs/" + runs.sorted().toList().getLast().getFileName();
        }
    }

    @Test
    void isUnmeasuredByARecordingOfAnotherFileAndNamesIt() throws IOException {
        try (var server = server(0, 0)) {
            GateRun.of("load", folder, "endpoint=" + server.base(), "record=true");
        }
        var file = folder.resolve("prompts/example.jsonl");
        Files.writeString(file, Files.readString(file).replace("two potatoes", "three potatoes"));

        assertThat(GateRun.of("load", folder).test("smollm2-135m real").message())
                .matches(
                        "(?s)UNMEASURED smollm2-135m real: its recording was made with another plan \\(prompt file sha256:"
                                + " \\[\\w{64}] recorded, \\[\\w{64}] planned\\)\\..*");
    }

    /** Six of the prompts begin with the same 23 tokens or so; 16 cached tokens of each of 20, or all of a shorter one, are more. */
    @Test
    void isUnmeasuredWhereACacheKnowsMoreThanThePromptsOfTheFileShare() throws IOException {
        try (var server = server(0, 16)) {
            var run = GateRun.of("load", folder, "endpoint=" + server.base());

            assertThat(run.result())
                    .containsPattern(
                            "\\d+ of \\d+ prompt tokens \\([\\d.]+ %\\) came from a cache, allowed with prompts"
                                    + " as-written: [\\d.]+ %; the server may have seen the prompts before: write"
                                    + " `prefix-cache: reset`,"
                                    + " restart the server, or add prompts");
        }
    }

    @Test
    void notesWhatACacheMayKnowAndDemandsNothingWherePromptsMustBeUnique() throws IOException {
        thresholds("{prompt-file: prompts/example.jsonl, output-tokens: 9, api: completions}", 4, "as-written");
        try (var server = server(0, 2)) {
            assertThat(GateRun.of("load", folder, "endpoint=" + server.base()).result())
                    .contains("came from a cache: the figures are for cached prefixes, because prompts are as-written");
        }
        thresholds("{prompt-file: prompts/example.jsonl, output-tokens: 9, api: completions}", 2, "unique");
        try (var server = server(0, 2)) {
            assertThat(GateRun.of("load", folder, "endpoint=" + server.base()).result())
                    .contains("came from a cache, allowed with prompts unique: 1.0 %");
        }
    }

    @Test
    void isRefusedBeforeAnythingIsSentWhereALineIsNotAsLongAsItSays() throws IOException {
        var file = folder.resolve("prompts/example.jsonl");
        Files.writeString(
                file,
                Files.readString(file) + "{\"prompt\": \"Good day.\", \"input-tokens\": 7, \"output-tokens\": 1}\n");
        try (var server = server(0, 0)) {
            var run = GateRun.of("load", folder, "endpoint=" + server.base());

            assertThat(run.console())
                    .contains(
                            "[assay] prompts/example.jsonl:25:1: 'input-tokens' says 7, and the deployment's tokenizer"
                                    + " makes 3 of this prompt");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void isRefusedWhereTheTokenizerHasTooFewWords() throws IOException {
        thresholds("{input-tokens: 8, output-tokens: 2, api: completions}", 900_000, "unique");

        assertThat(GateRun.of("load", folder, "plan=true").console())
                .anyMatch(
                        line -> line.matches("\\[assay] thresholds\\.yaml:11:9: load test \\[real] needs 900020 prompts"
                                + " \\(20 \\+ 900000 to warm up\\) of which each begins with another word, and the deployment's tokenizer has"
                                + " \\d+ words of one"
                                + " token: set 'warmup' to at most \\d+, plan fewer requests, or draw prompts from"
                                + " a file"));
    }

    @Test
    void isPlannedAndRefusedAsTheDocumentShows() throws IOException {
        var document = Files.readString(Path.of("docs/thresholds.md"));
        var section = document.substring(document.indexOf("### Prompts that people wrote"));
        var example = section.substring(0, section.indexOf("\n## "));
        var yaml = example.substring(example.indexOf("version: 1"), example.indexOf("```\n\n"));
        var printed =
                example.lines().filter(line -> line.startsWith("[assay] ")).toList();
        var directory = folder.resolve("example");
        for (var part : List.of("prompts", "tokenizers")) {
            GateRun.copy(folder.resolve(part), directory.resolve(part));
        }

        Files.writeString(directory.resolve("thresholds.yaml"), yaml);
        var planned = GateRun.in(directory, "plan=true");
        Files.writeString(directory.resolve("thresholds.yaml"), yaml.replace("requests: 20", "requests: 40"));
        var refused = GateRun.in(directory, "plan=true");

        assertThat(planned.console()).isEqualTo(printed.subList(0, printed.size() - 1));
        assertThat(refused.console()).contains(printed.getLast());
    }
}
