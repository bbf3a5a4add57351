package dev.assay.tools.readers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.InputDirectory;
import dev.assay.input.Problem;
import dev.assay.input.Problems;
import dev.assay.tools.results.ImportedAnswers;
import dev.assay.tools.results.ImportedLoadTest;
import dev.assay.tools.results.ImportedResult;
import dev.assay.tools.results.ImportedTableRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that other tools or people write. Sound files are not UNMEASURED, and a message names everything that is not read. */
class OtherPeoplesFilesTest {
    private static final Path FOLDER = Path.of("src/test/resources/imported");

    private record Read(List<ImportedResult> results, List<String> problems, List<String> passedOver) {
        static Read of(String file) {
            var problems = new Problems();
            var passedOver = new ArrayList<Problem>();
            var text = new InputDirectory(FOLDER).read(file, "a result", problems);
            var results = Importers.read(
                            java.util.Objects.requireNonNull(text), name -> Optional.empty(), problems, passedOver)
                    .orElseThrow();
            return new Read(
                    results,
                    problems.found().stream().map(Problem::toString).toList(),
                    passedOver.stream().map(Problem::toString).toList());
        }

        ImportedLoadTest cell() {
            return (ImportedLoadTest) results.getFirst();
        }

        List<String> told(String audit) {
            return results.stream()
                    .flatMap(result -> result.audits().stream())
                    .filter(finding -> finding.audit().equals(audit))
                    .map(finding -> finding.severity() + " " + finding.text())
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"b-seconds.md", "c-all-seconds.md", "r-suffix-s.md", "d-p99-first.md"})
    void aRowIsReadInItsUnitsAndByItsMeans(String file) {
        var read = Read.of(file);

        var published = ((ImportedTableRow) read.results().getFirst()).row().published();
        assertThat(List.of(published.qps(), published.ttft(), published.e2e(), published.tpot()))
                .extracting(Object::toString)
                .containsExactly("3.226", "120.0", "3100.0", "20.000");
        assertThat(read.results().getFirst().unmeasured()).isEmpty();
        assertThat(read.problems()).isEmpty();
    }

    @Test
    void percentilesBesideMeansAreNamed() {
        assertThat(Read.of("d-p99-first.md").passedOver())
                .containsExactly("d-p99-first.md:3:3: columns that are not read: TTFT (P99), E2E (P99), TPOT (P99)");
    }

    @ParameterizedTest
    @CsvSource({"e-p50-only.md, p50", "u-p99-trailing.md, p99", "w6-p99-fits.md, p99"})
    void percentilesAreNoMeans(String file, String statistic) {
        var read = Read.of(file);

        assertThat(read.results()).isEmpty();
        assertThat(read.passedOver())
                .containsExactly(
                        (file + ":3:3: the table is not read: it has no column of ttft as a mean (only p99), e2e"
                                        + " as a mean (only p99), tpot as a mean (only p99)")
                                .replace("only p99", "only " + statistic));
    }

    @Test
    void aRowWithoutFiguresKeepsNoOtherBack() {
        var read = Read.of("q-partial-missing.md");

        assertThat(read.results()).extracting(ImportedResult::name).containsExactly("10");
        assertThat(read.problems())
                .containsExactly(
                        "q-partial-missing.md:6:8: the row is not read: expected numbers above zero, such as 43.501,"
                                + " found qps [OOM], ttft [-], e2e [-], tpot [-]");
    }

    @Test
    void thousandsAreReadInEachColumn() {
        var row = ((ImportedTableRow) Read.of("o-conc.md").results().getFirst()).row();

        assertThat(row.slots()).isEqualTo(1024);
        assertThat(row.published().e2e()).hasToString("3100.0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            v03-varlen-summary.json  | NOTE 1.164488/s × 6187.825745 ms = 7.205 to 7.206 in flight, of which 0.1 to 0.2 waited for their first token; 80 requests in 10 waves over 8 slots keep a mean of 7.592 to 8.000, and 7.210 to 8.000 even if they differ by 10 %; the file does not say whether its requests are alike
            w5-lognormal-n1000.json  | NOTE 6.224754/s × 4166.049737 ms = 25.932 to 25.933 in flight, of which 0.8 to 0.9 waited for their first token; 1000 requests in 32 waves over 32 slots keep a mean of 30.677 to 32.000, and 30.601 to 32.000 even if they differ by 10 %; the file does not say whether its requests are alike
            """)
    void answersOfDifferentLengthsAreNoFault(String file, String told) {
        var read = Read.of(file);

        assertThat(read.told("qps × e2e")).containsExactly(told);
        assertThat(read.cell().unmeasured()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"l06-nan.json", "v11-nan.json", "v12-inf.json"})
    void readsNaNAndInfinityAsPythonWritesThem(String file) {
        var read = Read.of(file);

        assertThat(read.results())
                .hasSize(1)
                .allMatch(result -> result.unmeasured().isEmpty());
        assertThat(read.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v16-osl1-summary.json", "v17-osl1-detail.json"})
    void oneTokenHasNothingBetweenTwo(String file) {
        var cell = Read.of(file).cell();

        assertThat(cell.unmeasured()).isEmpty();
        assertThat(cell.printed().value("mean_tpot_ms")).isNull();
        assertThat(cell.printed().value("mean_itl_ms")).isNull();
        assertThat(cell.printed().value("mean_ttft_ms")).isEqualTo(137.491029265829);
    }

    @Test
    void aGroupHasTheQuestionsOfItsTasks() {
        var read = Read.of("l01-mmlu-pro-group.json");

        assertThat(read.results())
                .extracting(result -> ((ImportedAnswers) result).asked())
                .containsExactly(40, 20, 20);
        assertThat(read.results()).allMatch(result -> result.unmeasured().isEmpty());
        assertThat(read.told("every question scored"))
                .first()
                .isEqualTo("NOTE a group of mmlu_pro_math, mmlu_pro_law, without samples of its own");
    }

    @Test
    void tasksOfOtherMetricsAreNamed() {
        var read = Read.of("l04-mixed.json");

        assertThat(read.results())
                .extracting(ImportedResult::name)
                .containsExactly("l04-mixed.json gsm8k strict-match");
        assertThat(read.passedOver())
                .containsExactly(
                        "l04-mixed.json:1:113: task 'mmlu': of acc,none nothing is read, only shares of 'exact_match' are",
                        "l04-mixed.json:1:179: task 'ifeval': of prompt_level_strict_acc,none nothing is read,"
                                + " only shares of"
                                + " 'exact_match' are");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            l07-share-fits-not.json | own arithmetic: 0.7777 of 20 is not a whole number of right answers: 15.554
            l09-share-above-1.json  | own arithmetic: 75.0 is not a share: expected a number from 0 to 1
            """)
    void aShareThatCannotBeIsUnmeasured(String file, String why) {
        assertThat(Read.of(file).results().getFirst().unmeasured()).contains(why);
    }
}
