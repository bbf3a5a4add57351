package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.GateFiles;
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
    @TempDir
    Path folder;

    @BeforeEach
    void makeAGate() throws IOException {
        GateRun.small(folder);
        new GateFiles(folder).sums("sums", Sums.QUESTIONS);
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
        try (var server = new ScriptedEndpoint(
                request -> Sums.answer(request, number -> asked.incrementAndGet() > Sums.QUESTIONS && number <= 12))) {
            var run = GateRun.of("accuracy", folder, "endpoint=" + server.base());

            assertThat(run.test("server sums-alone accuracy")).isEqualTo(new GateRun.Outcome("passed", "", ""));
            assertThat(run.test("server sums-busy accuracy no-worse against sums-alone")
                            .message())
                    .startsWith(
                            "FAIL server sums-busy: accuracy no-worse against sums-alone 48/60, was 60/60: -20.0 pp");
        }
    }

    /** The reference stands behind the test in the file, and must be asked first: each part of the questions is compared with it. */
    @Test
    void asksTheReferenceBeforeATestThatMayBeDecidedEarly() throws IOException {
        Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                deployments:
                  server:
                    model: owner/model
                    precision: bf16
                    engine: openai
                    accuracy:
                      - evalset: sums
                        name: sums-busy
                        concurrency: 8
                        early: true
                        limits:
                          no-worse: {against-test: sums-alone, margin: 10 pp}
                      - evalset: sums
                        name: sums-alone
                        concurrency: 1
                        limits: {accuracy: {min: 50 %}}
                """);
        var asked = new AtomicInteger();
        // Whatever is asked after the first 60 is answered wrongly.
        try (var server = new ScriptedEndpoint(
                request -> Sums.answer(request, number -> asked.incrementAndGet() > Sums.QUESTIONS))) {
            var run = GateRun.of("accuracy", folder, "endpoint=" + server.base());

            assertThat(asked).hasValue(Sums.QUESTIONS + 20);
            assertThat(run.test("server sums-alone accuracy")).isEqualTo(new GateRun.Outcome("passed", "", ""));
            assertThat(run.test("server sums-busy accuracy no-worse against sums-alone")
                            .message())
                    .startsWith("FAIL server sums-busy: accuracy no-worse against sums-alone 0/20, was 20/20");
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
