package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.assay.figures.RequestFigure;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.Plan;
import dev.assay.report.console.ConsoleTable;
import dev.assay.report.console.TestText;
import dev.assay.report.json.ResultJson;
import dev.assay.report.page.PageInput;
import dev.assay.report.page.ReportPage;
import dev.assay.report.summary.Summary;
import dev.assay.report.words.Language;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run keeps its verdicts without the values of single requests, and its reports are made of what is kept. */
class VerdictWithoutRequestsTest {
    static Stream<TestVerdict> rows() {
        return ResultSchemaTest.rows();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void hasTheSameReports(TestVerdict row) {
        assertThat(reports(row.withoutRequests())).isEqualTo(reports(row));
    }

    private static List<String> reports(TestVerdict row) {
        var run = new RunVerdict("r-1", "recordings in tapes", new Plan(List.of(row.planned()), false), List.of(row));
        return List.of(
                ResultJson.of(run),
                Summary.of(run, Language.ENGLISH),
                Summary.of(run, Language.CHINESE),
                String.join("\n", ConsoleTable.of(run)),
                TestText.of(row, "traces.jsonl", "again"),
                ReportPage.of(new PageInput(
                        run, Optional.empty(), Optional.empty(), Map.of(), test -> Stream.empty(), test -> "again")));
    }

    @Test
    void hasNoValuesOfRequests() {
        var cell = (TestVerdict.OfLoadTest) Runs.steadyCell().withoutRequests();
        var repeats = (TestVerdict.OfRepeats) RepeatedRuns.loadTest().withoutRequests();

        assertThat(Stream.concat(
                        Stream.of(cell.figures()),
                        Stream.concat(repeats.repeats().stream(), repeats.superseded().stream())
                                .map(each -> ((TestVerdict.OfLoadTest) each.alone()).figures())))
                .hasSize(5)
                .allSatisfy(figures ->
                        assertThatIllegalStateException().isThrownBy(() -> figures.values(RequestFigure.TTFT)));
    }
}
