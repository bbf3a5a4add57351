package dev.assay.tools.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.input.InputException;
import dev.assay.input.Problems;
import dev.assay.tools.results.ImportedResult;
import dev.assay.tools.results.ImportedTableRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MarkdownTablesTest {
    private static final String TABLE = """
            # Qwen3-14B

            | Model | Concurrency | QPS | Prompt TPS (token/s) | Decode TPS (token/s) | TTFT (ms) | E2E (ms) | TPOT (ms) | Input tokens | Output tokens | Notes |
            |---|---|---|---|---|---|---|---|---|---|---|
            | Qwen3-14B-FP8 | 10 | 0.486 | 194,913.743 | 38.979 | 51.305 | 20549.589 | 25.655 | 10000 | 800 | none |
            | Qwen3-14B-NVFP4 | 10 | 0.637 | 148747.311 | 51.164 | 68.637 | 15704.483 | 19.545 | 10000 | 800 | |
            """;

    private static Finding of(ImportedResult row, String audit) {
        return row.audits().stream()
                .filter(finding -> finding.audit().equals(audit))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void saysWhichDefinitionARowUsed() {
        var rows = Results.text("records.md", TABLE);

        assertThat(rows).extracting(ImportedResult::name).containsExactly("Qwen3-14B-FP8 10", "Qwen3-14B-NVFP4 10");
        assertThat(rows)
                .extracting(ImportedResult::provenance)
                .containsExactly("imported from records.md:5", "imported from records.md:6");
        assertThat(of(rows.getFirst(), "(e2e − ttft) / tpot").text())
                .endsWith("the n − 1 = 799 intervals between 800 tokens");
        assertThat(of(rows.getLast(), "(e2e − ttft) / tpot").text())
                .endsWith("n = 800, the first token counted without its time");
        assertThat(of(rows.getFirst(), "prompt-tps × ttft").text()).contains("Σ tokens / Σ ttft");
        assertThat(of(rows.getLast(), "prompt-tps × ttft").text()).contains("a mean of the requests' own rates");
    }

    @Test
    void saysWhichRequestCountsFit() {
        assertThat(of(Results.text("records.md", TABLE).getFirst(), "qps × e2e").text())
                .contains("if the requests were 10, 20, 30, 40");
    }

    @Test
    void whatCannotBeTrueIsFoundUntold() {
        var row = Results.text("records.md", """
                        20,000 tokens in and 1,000 out.

                        | 并发 | QPS | Prompt TPS | Decode TPS | TTFT | E2E | TPOT |
                        |:---|---|---|---|---|---|---:|
                        | 1 | 0.014 | 3.281 | 12.638 | 83.362 | 71850.196 | 79.038 |
                        """).getFirst();

        assertThat(row.word()).isEqualTo("UNMEASURED");
        assertThat(row.audits().stream()
                        .filter(finding -> finding.severity() == Severity.INVALID)
                        .map(Finding::audit))
                .containsExactly("(e2e − ttft) / tpot", "decode-tps × tpot", "prompt-tps × ttft");
    }

    @Test
    void aColumnThatIsMissingLeavesItsAuditOpen() {
        var row = Results.text("records.md", """
                        | Concurrency | QPS | TTFT | E2E | TPOT | Input tokens | Output tokens |
                        |---|---|---|---|---|---|---|
                        | 10 | 0.486 | 51.305 | 20549.589 | 25.655 | 10000 | 800 |
                        """).getFirst();

        assertThat(of(row, "prompt-tps × ttft"))
                .isEqualTo(new Finding("prompt-tps × ttft", Severity.NOTE, "no prompt rate was published"));
        assertThat(of(row, "decode-tps × tpot"))
                .isEqualTo(new Finding("decode-tps × tpot", Severity.NOTE, "no decode rate was published"));
        assertThat(row.unmeasured()).isEmpty();
    }

    // The page of published records has such tables, and the findings of the audits below them.
    @Test
    void readsTheRecordsThatThisProjectPublishes() throws IOException {
        var page = Files.readString(Path.of("docs/published-records.md"));

        var rows = Results.text("published-records.md", page);

        assertThat(rows).hasSize(12);
        assertThat(rows.stream().flatMap(row -> row.audits().stream()).collect(Collectors.toList()))
                .allSatisfy(finding -> assertThat(page).contains(finding.text()));
    }

    @Test
    void saysWhereATableIsNone() {
        assertThat(Results.read("notes.md", "Nothing.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", new Problems()))
                .isEmpty();
        assertThatThrownBy(() -> Results.text("records.md", TABLE.replace("| 0.486 |", "| fast |")))
                .isInstanceOf(InputException.class)
                .hasMessage("records.md:5:24: the row is not read: expected numbers above zero, such as 43.501,"
                        + " found qps [fast]");
        assertThatThrownBy(() -> Results.text("records.md", TABLE.replace("Input tokens", "Prompt")))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(
                        "records.md:5:3: the row does not say how many tokens a prompt and an answer had:");
    }

    private static List<String> figures(ImportedResult imported) {
        var published = ((ImportedTableRow) imported).row().published();
        return Stream.of(published.qps(), published.ttft(), published.e2e(), published.tpot())
                .map(Object::toString)
                .toList();
    }

    @Test
    void readsATableWithoutPipesAtItsSides() {
        var rows = Results.text("t.md", """
                ISL 300, OSL 150
                ----------------

                Concurrency | Req/s | Mean TTFT (µs) | E2EL (s) | TPOT (s/token)
                --- | --- | ---: | --- | ---
                10 | 3.226 | 120,000 | 3.1000 | 0.020000
                """);

        assertThat(rows).extracting(ImportedResult::name).containsExactly("10");
        assertThat(figures(rows.getFirst())).containsExactly("3.226", "120.000", "3100.0", "20.000");
        assertThat(rows.getFirst().unmeasured()).isEmpty();
    }

    @Test
    void readsATableOfKeysAndValues() {
        var table = """
                | Metric | Value |
                |---|---|
                | Concurrency | 10 |
                | Input tokens | 300 |
                | Output tokens | 150 |
                | Request throughput (req/s) | 3.226 |
                | Mean TTFT (ms) | 120.00 |
                | P99 TTFT (ms) | 480.00 |
                | Mean TPOT (ms) | 20.00 |
                | Mean E2EL (ms) | 3100.00 |
                """;
        var row = Results.text("t.md", table).getFirst();

        assertThat(row.name()).isEqualTo("10");
        assertThat(figures(row)).containsExactly("3.226", "120.00", "3100.00", "20.00");
        assertThat(row.unmeasured()).isEmpty();
        assertThat(Results.passedOver("t.md", table))
                .containsExactly("t.md:1:3: columns that are not read: P99 TTFT (ms)");
    }

    @Test
    void readsATableWithARowAFigureAndAColumnOfUnits() {
        var problems = new Problems();
        var rows = Results.read("t.md", """
                        300 tokens in, 150 out

                        | 指标 | 单位 | a | b |
                        |---|---|---|---|
                        | 并发数 | | 10 | 20 |
                        | 吞吐量 | req/min | 193.56 | 193.56 |
                        | 首token延迟 | 秒 | 0.1200 | OOM |
                        | 端到端延迟 | s | 3.1000 | 3.1 |
                        | TPOT | ms | 20.000 | 20 |
                        """, problems).orElseThrow();

        assertThat(rows).extracting(ImportedResult::name).containsExactly("a 10");
        assertThat(figures(rows.getFirst())).containsExactly("3.226", "120.0", "3100.0", "20.000");
        assertThat(problems.found())
                .extracting(Object::toString)
                .containsExactly(
                        "t.md:7:27: the row is not read: expected numbers above zero, such as 43.501, found ttft [OOM]");
    }

    @Test
    void ofAColumnForEachStatisticTheMeansAreRead() {
        var rows = Results.text("t.md", """
                300 tokens in, 150 out

                | | avg | p99 |
                |---|---|---|
                | Concurrency | 10 | 10 |
                | Requests/s | 3.226 | |
                | TTFT (ms) | 120.0 | 480.0 |
                | Request latency (ms) | 3100.0 | 6200.0 |
                | TPOT (ms) | 20.000 | 38.000 |
                """);

        assertThat(rows).hasSize(1);
        assertThat(figures(rows.getFirst())).containsExactly("3.226", "120.0", "3100.0", "20.000");
    }

    @Test
    void aUnitInACellIsNearerThanThatOfItsHeading() {
        var rows = Results.text("t.md", """
                300 tokens in, 150 out

                | Concurrency | QPS | TTFT (s) | E2E | TPOT |
                |---|---|---|---|---|
                | 10 | 3.226 req/s | 120.0 ms | 3.1000 s | **20.000ms** ± 0.3 |
                """);

        assertThat(figures(rows.getFirst())).containsExactly("3.226", "120.0", "3100.0", "20.000");
    }

    @Test
    void anUnknownUnitIsRefusedByItsName() {
        assertThatThrownBy(() -> Results.text("t.md", """
                        300 tokens in, 150 out

                        | Concurrency | QPS | TTFT (ticks) | E2E | TPOT |
                        |---|---|---|---|---|
                        | 10 | 3.226 | 120 | 3100 | 20 |
                        """))
                .hasMessage("t.md:3:23: the unit [ticks] of the column 'TTFT (ticks)' is unknown: expected ms, s,"
                        + " µs, ns or minutes for times, /s or /min for rates, % for shares; the table"
                        + " is not read");
    }

    @Test
    void otherTablesOfLoadSayWhatTheyLack() {
        assertThat(Results.passedOver("t.md", """
                        | Concurrency | RPS | TTFT (ms) | ITL (ms) |
                        |---|---|---|---|
                        | 10 | 3.226 | 120 | 20 |
                        """))
                .containsExactly("t.md:1:3: the table is not read: it has no column of e2e, tpot");
    }

    // A table does not say whether prompts are identical. With a mean length, prompts have different lengths.
    @Test
    void whatUnlikeRequestsExplainIsANote() {
        var row = Results.text("t.md", """
                        | Concurrency | QPS | TTFT | E2E | TPOT | Input tokens | Output tokens | Hit rate |
                        |---|---|---|---|---|---|---|---|
                        | 10 | 2.9 | 120.0 | 3100.0 | 20.000 | 300 | 160.4 | 0.97 |
                        """).getFirst();

        assertThat(row.unmeasured()).isEmpty();
        assertThat(of(row, "(e2e − ttft) / tpot").text()).endsWith("; prompts or answers differ in length");
        assertThat(of(row, "hit rate"))
                .isEqualTo(new Finding(
                        "hit rate",
                        Severity.NOTE,
                        "97 % fits no count of identical prompts of 300 tokens, of which each that is not cold"
                                + " finds 288; the"
                                + " table does not say that they are identical"));
    }

    @Test
    void aCellThatIsNoNumberIsNamed() {
        assertThat(Results.passedOver("t.md", TABLE.replace("| 38.979 |", "| about 39 |")))
                .containsExactly("t.md:5:46: the column 'decode tps' has no number here, found [about 39]");
    }
}
