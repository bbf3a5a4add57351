package dev.assay.tools.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.input.InputException;
import dev.assay.tools.results.ImportedLoadTest;
import dev.assay.tools.results.ImportedResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VllmBenchFileTest {
    private static final String SHORT = """
            {"date": "20261121-193742", "endpoint_type": "vllm", "backend": "vllm", "model_id": "m", "num_prompts": 2,
             "request_rate": "inf", "max_concurrency": 1, "duration": 2.0, "completed": 2, "failed": 0,
             "total_input_tokens": 20, "total_output_tokens": 10, "request_throughput": 1.0, "output_throughput": 5.0,
             "mean_ttft_ms": 200.0, "mean_tpot_ms": 200.0, "mean_e2el_ms": 1000.0}
            """;

    // Assay's version of the tool's arithmetic, applied to the requests in the file, gives the figures that the tool
    // printed.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "c1.json",
                "c4-a.json",
                "c4-b.json",
                "c4-c.json",
                "c8.json",
                "ngram-c4.json",
                "stream-interval4-c4.json"
            })
    void whatWasPrintedFollowsFromTheRequests(String file) {
        var loadTest = Results.loadTest("vllm-bench", file);

        assertThat(loadTest.audits())
                .contains(
                        new Finding("every request complete", Severity.SOUND, "24 of 24 requests complete, 0 failed"),
                        new Finding("figures plausible", Severity.SOUND, "each above 0, 0 < ttft ≤ e2e"),
                        new Finding(
                                "own arithmetic",
                                Severity.SOUND,
                                "38 figures follow from the file's own requests by the tool's definitions"));
        assertThat(loadTest.word()).isEqualTo("imported");
        assertThat(loadTest.requests()).hasSize(24);
    }

    @Test
    void readsFiguresAndFacts() {
        var loadTest = Results.loadTest("vllm-bench", "c4-a.json");

        assertThat(loadTest.provenance())
                .isEqualTo("imported from vllm bench serve (the file names no version; read as 0.32.0)");
        assertThat(loadTest.facts())
                .containsEntry("model_id", "smollm2-135m")
                .containsEntry("request_rate", "inf")
                .containsEntry("max_concurrency", "4");
        assertThat(loadTest.printed().value("mean_ttft_ms")).isEqualTo(145.50103783333648);
        assertThat(loadTest.ours())
                .containsEntry("ttft.mean", 145.50103783333648)
                .doesNotContainKey("qps");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "c1.json,     qps × e2e,           SOUND",
        "c4-a.json,   qps × e2e,           SOUND",
        "c8.json,     qps × e2e,           SOUND",
        "c4-a.json,   (e2e − ttft) / tpot, SOUND",
        "ngram-c4.json, (e2e − ttft) / tpot, SOUND"
    })
    void identitiesAreHeldAgainstTheMeans(String file, String identity, Severity severity) {
        assertThat(Results.loadTest("vllm-bench", file).audits()).anySatisfy(finding -> {
            assertThat(finding.audit()).isEqualTo(identity);
            assertThat(finding.severity()).as(finding.text()).isEqualTo(severity);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            c4-a.json                | SOUND | 768 tokens in 768 events
            stream-interval4-c4.json | NOTE  | 768 tokens in 216 events: gaps are between events, not tokens, and TPOT takes the first event for one token
            """)
    void saysHowManyTokensAnEventCarries(String file, Severity severity, String text) {
        assertThat(Results.loadTest("vllm-bench", file).audits())
                .contains(new Finding("tokens per event", severity, text));
    }

    @Test
    void findsAWindowThatIsShorterThanItsRequests() throws IOException {
        var text = Files.readString(Path.of("src/test/resources/client-results/vllm-bench/c4-a.json"));

        var loadTest = Results.text("c4-a.json", text.replace("\"duration\": 8.767921109999861", "\"duration\": 7.5"))
                .getFirst();

        assertThat(loadTest.audits())
                .contains(new Finding(
                        "window",
                        Severity.INVALID,
                        "7.500 s for requests that took 8.767 s from the first start to the last end"));
    }

    @Test
    void moreInFlightThanCouldBeIsUnmeasured() {
        var loadTest = Results.text(
                        "short.json", SHORT.replace("\"request_throughput\": 1.0", "\"request_throughput\": 1.5"))
                .getFirst();

        assertThat(loadTest.unmeasured().orElse(""))
                .isEqualTo("qps × e2e: 1.500000/s × 1000.000000 ms = 1.499 to 1.501 in flight, of which 0.2 to 0.4"
                        + " waited for their first token, more than the possible 1");
    }

    // Requests with this spread of times cannot explain that fewer than half of the slots are in use.
    @Test
    void farFewerInFlightThanCouldBeIsUnmeasured() {
        var text = SHORT.replace("\"max_concurrency\": 1", "\"max_concurrency\": 2")
                .replace("\"mean_e2el_ms\": 1000.0", "\"mean_e2el_ms\": 1000.0, \"std_e2el_ms\": 10.0");

        var alike = Results.text("short.json", text).getFirst();
        var paced = Results.text("short.json", text.replace("\"inf\"", "1.0")).getFirst();
        var ramped = Results.text(
                        "short.json", text.replace("\"duration\"", "\"ramp_up_strategy\": \"linear\", \"duration\""))
                .getFirst();

        assertThat(alike.unmeasured().orElse(""))
                .startsWith("qps × e2e: 1.000000/s × 1000.000000 ms = 0.999 to 1.001 in flight");
        assertThat(paced.unmeasured()).isEmpty();
        assertThat(ramped.unmeasured()).isEmpty();
        assertThat(paced.audits())
                .contains(new Finding(
                        "qps × e2e",
                        Severity.SOUND,
                        "1.000000/s × 1000.000000 ms = 1.000 in flight, at most 2; requests started on a"
                                + " schedule, not when another ended"));
    }

    @Test
    void readsAnArrayAsASweepWritesIt() {
        assertThat(Results.text("summary.json", "[" + SHORT + "," + SHORT + "]"))
                .extracting(ImportedResult::name)
                .containsExactly("summary.json #1", "summary.json #2");
    }

    @Test
    void readsAFileWithoutDetail() {
        var loadTest = (ImportedLoadTest) Results.text("short.json", SHORT).getFirst();

        assertThat(loadTest.requests()).isEmpty();
        assertThat(loadTest.printed().value("mean_e2el_ms")).isEqualTo(1000.0);
        assertThat(loadTest.printed().value("p99_itl_ms")).isNull();
        assertThat(loadTest.audits())
                .contains(new Finding(
                        "own arithmetic",
                        Severity.NOTE,
                        "the file does not list the requests behind each figure, so its figures cannot"
                                + " be computed again"));
        assertThat(loadTest.unmeasured()).isEmpty();
    }

    @Test
    void readsResultsThatWereAppended() {
        assertThat(Results.text("many.json", SHORT + SHORT))
                .extracting(ImportedResult::name)
                .containsExactly("many.json #1", "many.json #2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "completed": 2       | "completed": 0       | every request complete: 0 of 2 requests complete, 0 failed
            "failed": 0          | "failed": 1          | every request complete: 2 of 2 requests complete, 1 failed
            "mean_ttft_ms": 200.0 | "mean_ttft_ms": 0.0  | figures plausible: mean_ttft_ms 0.0
            """)
    void whatCannotBeIsUnmeasured(String from, String to, String why) {
        var loadTest = Results.text("short.json", SHORT.replace(from, to)).getFirst();

        assertThat(loadTest.word()).isEqualTo("UNMEASURED");
        assertThat(loadTest.unmeasured()).contains(why);
    }

    @Test
    void findsASummaryThatItsRequestsDoNotGive() throws IOException {
        var text = Files.readString(Path.of("src/test/resources/client-results/vllm-bench/c4-a.json"));

        var loadTest = Results.text(
                        "c4-a.json", text.replace("\"mean_ttft_ms\": 145.50103783333648", "\"mean_ttft_ms\": 135.5"))
                .getFirst();

        assertThat(loadTest.unmeasured().orElse(""))
                .startsWith(
                        "own arithmetic: do not follow from the file's own requests: mean_ttft_ms 135.5, not 145.501");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "duration": 2.0,       |                        | short.json:1:1: a result of vllm bench serve needs 'duration'
            "duration": 2.0        | "duration": "long"     | short.json:2:59: 'duration' must be a number, found the text [long]
            "mean_ttft_ms": 200.0  | "mean_ttft_ms": [1]    | short.json:4:18: 'mean_ttft_ms' must be a number, found a list of numbers
            "failed": 0            | "failed": 0, "start_times": [1.0, 2.0] | short.json:1:1: the lists of a detailed result have one entry for each request, found 0 in 'input_lens', 0 in 'itls' and 2 in 'start_times'
            "num_prompts": 2       | "num_prompts": 2, "total_input_sequences": 2 | short.json:1:133: expected a run that generates text, found one of an embedding or pooling model
            """)
    void saysWhereAFileIsNoResult(String from, String to, String message) {
        assertThatThrownBy(() -> Results.text("short.json", SHORT.replace(from, Objects.requireNonNullElse(to, ""))))
                .isInstanceOf(InputException.class)
                .hasMessage(message);
    }

    @Test
    void meansOfRequestsAreThoseOfTheFile() {
        var loadTest = Results.loadTest("vllm-bench", "c8.json");

        assertThat(loadTest.requests().stream()
                        .mapToDouble(ImportedLoadTest.Times::e2e)
                        .average()
                        .orElseThrow())
                .isCloseTo(1733.186592666641, within(1e-9));
    }
}
