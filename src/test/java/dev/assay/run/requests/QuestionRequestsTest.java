package dev.assay.run.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.InputDirectory;
import dev.assay.input.Problems;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.testspecs.TestConditions;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Provenance;
import dev.assay.recording.SideRecords;
import dev.assay.server.Endpoint;
import dev.assay.testing.Plans;
import dev.assay.wire.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent for the questions of a manifest. */
class QuestionRequestsTest {
    @TempDir
    private Path folder;

    private List<Request> requests(String manifest) throws IOException {
        Files.createDirectories(folder.resolve("evalsets"));
        Files.writeString(folder.resolve("evalsets/m.yaml"), manifest);
        Files.writeString(folder.resolve("test.csv"), "question,a,b,answer\nWhich floats?,iron,wood,1\n");
        Files.writeString(folder.resolve("dev.csv"), "question,a,b,answer\nWhich sinks?,iron,wood,0\n");
        var problems = new Problems();
        var evalset = Evalset.read("m", new InputDirectory(folder), problems);
        assertThat(problems.found()).isEmpty();
        var test = new TestSpec.Accuracy(
                "m",
                Objects.requireNonNull(evalset),
                4,
                false,
                "",
                List.of(),
                TestConditions.DEFAULT,
                Plans.accuracy(1).place(),
                null);
        var endpoint = new Endpoint(
                URI.create("http://127.0.0.1:8000"),
                "m",
                Provenance.MEASURED,
                Instant.EPOCH,
                7,
                Map.of("engine", "vllm"),
                null,
                SideRecords.NONE,
                trace -> trace);
        return TestRequests.of(Plans.planned(test), endpoint, Tokenizers.none()).all();
    }

    private static final String MANIFEST = """
            file: test.csv
            type: choice
            fields: {options: ["{a}", "{b}"], answer: "{answer|letter}"}
            prompt: "{question}\\n{options}\\nAnswer:"
            shots: {file: dev.csv, count: 1}
            max-tokens: 8
            stop: ["\\n"]
            """;

    @Test
    void aCompletionGoesOnAfterTheShotsAndThePrompt() throws IOException {
        var request = requests(MANIFEST + "api: completions\nsystem: Choose.\n").getFirst();

        assertThat(request.id()).isEqualTo("m-m-00001");
        assertThat(request.uri()).hasToString("http://127.0.0.1:8000/v1/completions");
        assertThat(request.body().text())
                .contains(
                        "\"max_tokens\":8,\"temperature\":0,\"stop\":[\"\\n\"]",
                        "\"prompt\":\"Choose.\\n\\nWhich sinks?\\nA. iron\\nB. wood\\nAnswer: A\\n\\nWhich floats?\\nA. iron\\nB. wood\\nAnswer:\"")
                .doesNotContain("ignore_eos", "messages");
    }

    @Test
    void aChatShowsTheShotsAsMessages() throws IOException {
        var request = requests(MANIFEST).getFirst();

        assertThat(request.uri()).hasToString("http://127.0.0.1:8000/v1/chat/completions");
        assertThat(request.body().text())
                .contains(
                        "\"messages\":[{\"role\":\"user\",\"content\":\"Which sinks?\\nA. iron\\nB. wood\\nAnswer:\"},"
                                + "{\"role\":\"assistant\",\"content\":\"A\"},"
                                + "{\"role\":\"user\",\"content\":\"Which floats?\\nA. iron\\nB. wood\\nAnswer:\"}]");
    }

    @Test
    void eachAnswerToAQuestionIsARequestWithASeedOfItsOwn() throws IOException {
        var requests = requests(MANIFEST + "temperature: 0.7\nsamples: 2\nseed: 5\n");

        assertThat(requests).extracting(Request::id).containsExactly("m-m-00001#1", "m-m-00001#2");
        assertThat(requests.getFirst().body().text()).contains("\"temperature\":0.7,\"top_p\":1,\"seed\":5,");
        assertThat(requests.get(1).body().text()).contains("\"temperature\":0.7,\"top_p\":1,\"seed\":6,");
    }
}
