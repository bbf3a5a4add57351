package dev.assay.figures.imported;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.figures.Finding;
import dev.assay.figures.Finding.Severity;
import dev.assay.input.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AiPerfFileTest {
    private static final String FILE = "profile_export_aiperf.json";

    // What the tool printed is what its arithmetic, as Assay has it, makes of the records that it exported.
    @Test
    void whatWasPrintedFollowsFromTheRecords() {
        var cell = Results.cell("aiperf", FILE);

        assertThat(cell.audits())
                .contains(
                        new Finding("every request complete", Severity.SOUND, "24 of 24 requests complete, 0 failed"),
                        new Finding("figures plausible", Severity.SOUND, "each above 0, 0 < ttft ≤ e2e"),
                        new Finding(
                                "own arithmetic",
                                Severity.SOUND,
                                "82 figures follow from the file's own requests by the tool's definitions"));
        assertThat(cell.word()).isEqualTo("imported");
        assertThat(cell.requests()).hasSize(24);
    }

    @Test
    void readsFiguresAndFacts() {
        var cell = Results.cell("aiperf", FILE);

        assertThat(cell.provenance()).isEqualTo("imported from AIPerf 0.13.0");
        assertThat(cell.facts()).containsEntry("concurrency", "4").containsEntry("type", "concurrency");
        assertThat(cell.ours())
                .containsEntry("ttft.mean", 168.107187375)
                .containsEntry("e2e.p99", 1996.30639924)
                .doesNotContainKey("tpot.mean");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"schema_version": "1.4", "aiperf_version": "0.14.0", "input_config": {}} | a.json:1:45: expected an export of AIPerf 0.13 with schema 1.4 or 1.5, whose definitions are known, found version [0.14.0] with schema [1.4]
            {"aiperf_version": "0.13.0", "input_config": {}}                          | a.json:1:1: an export of AIPerf needs 'schema_version'
            """)
    void saysWhereAFileIsNoExport(String text, String message) {
        assertThatThrownBy(() -> Results.text("a.json", text))
                .isInstanceOf(InputException.class)
                .hasMessage(message);
    }

    @Test
    void anExportOfNothingIsUnmeasured() {
        var cell = Results.text(
                        "a.json", "{\"schema_version\": \"1.4\", \"aiperf_version\": \"0.13.0\", \"input_config\": {}}")
                .getFirst();

        assertThat(cell.unmeasured()).contains("every request complete: 0 of 0 requests complete, 0 failed");
    }
}
