package dev.assay.figures.imported;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.figures.Finding;
import dev.assay.figures.Finding.Severity;
import dev.assay.input.InputException;
import dev.assay.input.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MarkdownTablesTest {
    private static final String TABLE = """
            # Qwen3-14B

            | Model | Concurrency | QPS | Prompt TPS (token/s) | Decode TPS (token/s) | TTFT (ms) | E2E (ms) | TPOT (ms) | Input tokens | Output tokens | Notes |
            |---|---|---|---|---|---|---|---|---|---|---|
            | Qwen3-14B-FP8 | 10 | 0.486 | 194,913.743 | 38.979 | 51.305 | 20549.589 | 25.655 | 10000 | 800 | none |
            | Qwen3-14B-NVFP4 | 10 | 0.637 | 148747.311 | 51.164 | 68.637 | 15704.483 | 19.545 | 10000 | 800 | |
            """;

    private static Finding of(Imported row, String audit) {
        return row.audits().stream()
                .filter(finding -> finding.audit().equals(audit))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void saysWhichDefinitionARowUsed() {
        var rows = Results.text("records.md", TABLE);

        assertThat(rows).extracting(Imported::name).containsExactly("Qwen3-14B-FP8 10", "Qwen3-14B-NVFP4 10");
        assertThat(rows)
                .extracting(Imported::provenance)
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

    // The page of the published records is one: what its audits say of its own tables is what stands below these.
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
                .hasMessage(
                        "records.md:5:24: the column 'qps' must have a number above zero, such as 43.501, found [fast]");
        assertThatThrownBy(() -> Results.text("records.md", TABLE.replace("Input tokens", "Prompt")))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(
                        "records.md:5:1: the row does not say how many tokens a prompt and an answer had:");
    }
}
