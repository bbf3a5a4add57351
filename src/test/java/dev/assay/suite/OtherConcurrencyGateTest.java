package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same questions at two concurrencies of one deployment: does a busy server answer worse? */
@Tag("slow")
class OtherConcurrencyGateTest {
    private static final int QUESTIONS = 60;

    @TempDir
    Path folder;

    @BeforeEach
    void makeAGate() throws IOException {
        GateRun.small(folder);
        var questions = new StringBuilder();
        for (var i = 1; i <= QUESTIONS; i++) {
            questions.append("""
                    {"id": "sum-%03d", "type": "number", "question": "What is 40 + %d?", "answer": "%d"}
                    """.formatted(i, i, 40 + i));
        }
        Files.writeString(folder.resolve("evalsets/sums.jsonl"), questions.toString());
        thresholds("sums-alone");
    }

    private void thresholds(String reference) throws IOException {
        Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                deployments:
                  server:
                    model: owner/model
                    precision: bf16
                    engine: openai
                    accuracy:
                      - evalset: sums
                        name: sums-alone
                        concurrency: 1
                        limits: {accuracy: {min: 50 %%}}
                      - evalset: sums
                        name: sums-busy
                        concurrency: 8
                        limits:
                          no-worse: {against-test: %s, margin: 6 pp}
                """.formatted(reference));
    }

    @Test
    void failsWhereABusyServerAnswersWorse() throws IOException {
        var asked = new AtomicInteger();
        // Of the second round, the first 12 questions are answered wrongly.
        try (var server = new ScriptedEndpoint(request -> switch (request.path()) {
            case "/v1/models" -> Script.json(200, "{\"data\":[{\"id\":\"owner/model\"}]}");
            case "/v1/chat/completions" -> {
                var second = Integer.parseInt(request.body().replaceAll("(?s).*40 \\+ (\\d+).*", "$1"));
                var busy = asked.incrementAndGet() > QUESTIONS;
                yield Answers.stream(busy && second <= 12 ? "0" : "" + (40 + second));
            }
            default -> Script.json(404, "{}");
        })) {
            var run = GateRun.of("accuracy", folder, "endpoint=" + server.base());

            assertThat(run.test("server sums-alone accuracy")).isEqualTo(new GateRun.Outcome("passed", "", ""));
            assertThat(run.test("server sums-busy accuracy no-worse against sums-alone")
                            .message())
                    .startsWith(
                            "FAIL server sums-busy: accuracy no-worse against sums-alone 48/60, was 60/60: -20.0 pp");
        }
    }

    @Test
    void refusesATestThatDoesNotExist() throws IOException {
        thresholds("sums-lone");

        assertThat(String.join("\n", GateRun.of("accuracy", folder, "plan=").console()))
                .contains("thresholds.yaml:16:36: 'against-test' names another evalset test of this deployment, found"
                        + " [sums-lone]; there are: sums-alone. Did you mean 'sums-alone'?");
    }
}
