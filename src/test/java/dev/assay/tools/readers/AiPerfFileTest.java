package dev.assay.tools.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.input.InputDirectory;
import dev.assay.input.InputException;
import dev.assay.input.InputFile;
import dev.assay.input.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AiPerfFileTest {
    private static final String FILE = "profile_export_aiperf.json";

    // Assay's version of the tool's arithmetic, applied to the exported records, gives the figures that the tool
    // printed.
    @Test
    void whatWasPrintedFollowsFromTheRecords() {
        var loadTest = Results.loadTest("aiperf", FILE);

        assertThat(loadTest.audits())
                .contains(
                        new Finding("every request complete", Severity.SOUND, "24 of 24 requests complete, 0 failed"),
                        new Finding("figures plausible", Severity.SOUND, "each above 0, 0 < ttft ≤ e2e"),
                        new Finding(
                                "own arithmetic",
                                Severity.SOUND,
                                "82 figures follow from the file's own requests by the tool's definitions"));
        assertThat(loadTest.word()).isEqualTo("imported");
        assertThat(loadTest.requests()).hasSize(24);
    }

    @Test
    void readsFiguresAndFacts() {
        var loadTest = Results.loadTest("aiperf", FILE);

        assertThat(loadTest.provenance()).isEqualTo("imported from AIPerf 0.13.0");
        assertThat(loadTest.facts()).containsEntry("concurrency", "4").containsEntry("type", "concurrency");
        assertThat(loadTest.ours())
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
        var loadTest = Results.text(
                        "a.json", "{\"schema_version\": \"1.4\", \"aiperf_version\": \"0.13.0\", \"input_config\": {}}")
                .getFirst();

        assertThat(loadTest.unmeasured()).contains("every request complete: 0 of 0 requests complete, 0 failed");
    }

    private static final Path HELD_BACK = Path.of("src/test/resources/imported/held-back");

    /** @param without the name of a file to leave out */
    private static List<String> heldBack(String without) {
        var directory = new InputDirectory(HELD_BACK);
        var problems = new Problems();
        var imported = Importers.read(
                        Objects.requireNonNull(directory.read(FILE, "a result", problems)),
                        name -> name.equals(without)
                                ? Optional.empty()
                                : Optional.ofNullable(directory.read(name, "a result", problems)),
                        problems,
                        new ArrayList<>())
                .orElseThrow();
        return problems.resolve(imported).getFirst().audits().stream()
                .map(finding -> finding.severity() + " " + finding.audit() + ": " + finding.text())
                .toList();
    }

    // A real run: the server takes 50 ms to the first token and 20 ms between tokens, and every third answer is held
    // back to its end.
    @Test
    void saysWhichRequestsGotEveryChunkAtOnceAndThatTheServerDisagrees() {
        assertThat(heldBack(""))
                .contains(
                        "INVALID chunks apart: 4 of 12 requests got every chunk at once: session 2 (line 4),"
                                + " session 5 (line 6),"
                                + " session 8 (line 9), session 11 (line 12); their first token is as late as"
                                + " their last, and there is no time between tokens, but the server"
                                + " reports 33.4 ms",
                        "SOUND server's own counts: the server counted the 12 requests of the file",
                        "NOTE server's own ttft: ttft 289.5 ms here and 89.9 ms by the server's clock: the"
                                + " server's front end, the network or a gateway adds 199.6 ms",
                        "SOUND server's own e2e: e2e 629.7 ms here and 591.7 ms by the server's clock",
                        "INVALID server's own gaps: 22.7 ms between tokens here and 33.4 ms there: client and"
                                + " server disagree, so something between them held tokens back");
    }

    @Test
    void withoutTheServersWordTheyAreNamedAllTheSame() {
        assertThat(heldBack("server_metrics_export.json"))
                .anyMatch(text ->
                        text.startsWith("NOTE chunks apart: 4 of 12 requests got every chunk at once: session 2"))
                .noneMatch(text -> text.contains("server's own"));
    }

    // The records of a sound run, with metrics of the same server.
    @Test
    void soundRecordsAgreeWithTheServer() {
        var itl = server(744, 36.70093040500001);
        assertThat(of(itl))
                .contains(
                        "SOUND chunks apart: no request got every chunk at once",
                        "SOUND server's own counts: the server counted the 24 requests of the file",
                        "SOUND server's own gaps: 50.3 ms between tokens here and 49.3 ms there");
        assertThat(of(server(744, 60)))
                .contains("INVALID server's own gaps: 50.3 ms between tokens here and 80.6 ms there: client and"
                        + " server disagree, so something between them held tokens back");
        assertThat(of(itl.replace("\"count\": 24", "\"count\": 26")))
                .contains("NOTE server's own counts: the server counted 26 requests and the file has 24: others"
                        + " used the server, or some requests failed, so times are not compared");
        assertThat(of(itl.replace("3.723247528076172", "9.9")))
                .contains("INVALID server's own ttft: ttft 168.1 ms here and 412.5 ms by the server's clock:"
                        + " client and server disagree, since nothing can arrive before the server has it");
    }

    /** The server metrics of the sound run: the sums of its histograms. */
    private static String server(int gaps, double seconds) {
        return """
                {"aiperf_version": "0.13.0", "summary": {}, "metrics": {
                 "vllm:time_to_first_token_seconds": {"series": [{"stats": {"count": 24, "sum": 3.723247528076172}}]},
                 "vllm:inter_token_latency_seconds": {"series": [{"stats": {"count": %d, "sum": %s}}]}}}
                """.formatted(gaps, seconds);
    }

    private static List<String> of(String server) {
        var directory = new InputDirectory(Path.of("src/test/resources/client-results/aiperf"));
        var problems = new Problems();
        var imported = Importers.read(
                        Objects.requireNonNull(directory.read(FILE, "a result", problems)),
                        name -> name.equals("server_metrics_export.json")
                                ? Optional.of(new InputFile(name, server, ""))
                                : Optional.ofNullable(directory.read(name, "a result", problems)),
                        problems,
                        new ArrayList<>())
                .orElseThrow();
        return problems.resolve(imported).getFirst().audits().stream()
                .map(finding -> finding.severity() + " " + finding.audit() + ": " + finding.text())
                .toList();
    }
}
