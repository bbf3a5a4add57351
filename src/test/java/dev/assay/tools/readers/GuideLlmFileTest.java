package dev.assay.tools.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuideLlmFileTest {
    // Assay's version of the tool's arithmetic, applied to the requests in the file, gives the figures that the tool
    // printed.
    @ParameterizedTest
    @ValueSource(strings = {"c4-a.json", "c4-b.json"})
    void whatWasPrintedFollowsFromTheRequests(String file) {
        var loadTest = Results.loadTest("guidellm", file);

        assertThat(loadTest.audits())
                .contains(
                        new Finding("every request complete", Severity.SOUND, "24 of 24 requests complete, 0 failed"),
                        new Finding("figures plausible", Severity.SOUND, "each above 0, 0 < ttft ≤ e2e"),
                        new Finding(
                                "own arithmetic",
                                Severity.SOUND,
                                "91 figures follow from the file's own requests by the tool's definitions"));
        assertThat(loadTest.word()).isEqualTo("imported");
    }

    @Test
    void withAWarmUpNothingIsComputedAgain() throws IOException {
        var text = Files.readString(Path.of("src/test/resources/client-results/guidellm/c4-a.json"));

        var loadTest = Results.text("c4-a.json", text.replace("\"warmup_duration\": 0.0", "\"warmup_duration\": 2.0"))
                .getFirst();

        assertThat(loadTest.audits())
                .contains(new Finding(
                        "own arithmetic",
                        Severity.NOTE,
                        "the file does not list the requests behind each figure, so its figures cannot"
                                + " be computed again"));
    }

    @Test
    void readsFiguresAndFacts() {
        var loadTest = Results.loadTest("guidellm", "c4-a.json");

        assertThat(loadTest.provenance()).isEqualTo("imported from GuideLLM 0.8.1");
        assertThat(loadTest.facts()).containsEntry("type_", "concurrent").containsEntry("streams", "4");
        assertThat(loadTest.printed().value("time_per_output_token_ms.mean")).isEqualTo(61.63268319020668);
        assertThat(loadTest.ours())
                .containsEntry("ttft.mean", 154.91419037183124)
                .doesNotContainKey("tpot.mean");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"metadata": {"guidellm_version": "0.9.0"}}                   | g.json:1:35: expected GuideLLM 0.8, whose definitions are known, found version [0.9.0]
            {"metadata": {"guidellm_version": "0.8.1"}}                   | g.json:1:1: a report of GuideLLM needs 'benchmarks', found none
            {"metadata": {"guidellm_version": "0.8.1"}, "benchmarks": [{}]} | g.json:1:60: a benchmark needs 'metrics'
            """)
    void saysWhereAFileIsNoReport(String text, String message) {
        assertThatThrownBy(() -> Results.text("g.json", text))
                .isInstanceOf(InputException.class)
                .hasMessage(message);
    }
}
