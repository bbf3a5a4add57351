package dev.assay.report.json;

import dev.assay.figures.RequestFigure;
import dev.assay.figures.RunFigure;
import dev.assay.figures.Statistic;
import dev.assay.report.summary.ImportedResults;
import dev.assay.tools.results.ImportedAnswers;
import dev.assay.tools.results.ImportedComparison;
import dev.assay.tools.results.ImportedLoadTest;
import dev.assay.tools.results.ImportedResult;
import dev.assay.tools.results.ImportedTableRow;
import dev.assay.tools.results.UnreadResult;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Imported results of other tools as {@code result.json}. It has no tests, because nothing was judged. */
public final class ImportedJson {
    private final List<ImportedComparison> comparisons;

    private ImportedJson(List<ImportedComparison> comparisons) {
        this.comparisons = comparisons;
    }

    public static String of(ImportedResults results) {
        var json = Json.MAPPER.createObjectNode();
        json.put("format", ResultJson.FORMAT);
        json.put("run", results.id());
        json.put("target", "imported " + results.source());
        json.put("partial", false);
        json.putObject("verdicts");
        json.putArray("without_verdict");
        json.putArray("rows");
        var imported = json.putArray("imported");
        var writer = new ImportedJson(results.comparisons());
        results.all().forEach(each -> writer.put(imported.addObject(), each));
        return Json.MAPPER.writeValueAsString(json) + "\n";
    }

    private void put(ObjectNode json, ImportedResult imported) {
        json.put("name", imported.name());
        json.put("provenance", imported.provenance());
        json.put("word", imported.word());
        imported.unmeasured().ifPresent(why -> json.put("reason", why));
        switch (imported) {
            case ImportedLoadTest cell -> {
                put(json.putObject("facts"), cell.facts());
                json.put("asked", cell.counts().asked());
                json.put("completed", cell.counts().completed());
                json.put("failed", cell.counts().failed());
                ResultJson.put(json.putObject("printed"), cell.printed().figures());
                var ours = json.putObject("figures");
                cell.ours().forEach((name, value) -> ours.put(name, rounded(value)));
                var beside = json.putObject("beside");
                comparisons.stream()
                        .filter(comparison -> comparison.theirs().equals(cell))
                        .forEach(comparison -> put(beside.putObject(comparison.ours()), comparison));
            }
            case ImportedAnswers answers -> {
                put(json.putObject("facts"), answers.facts());
                json.put("task", answers.task());
                json.put("accuracy", rounded(answers.accuracy()));
                json.put("asked", answers.asked());
                var questions = json.putObject("questions");
                answers.correct().forEach((id, correct) -> questions.put(id.toString(), correct));
            }
            case ImportedTableRow row -> {
                var published = row.row().published();
                var figures = json.putObject("published");
                figures.put(RunFigure.QPS.key(), published.qps().value());
                figures.put(
                        Statistic.MEAN.of(RequestFigure.TTFT).key(),
                        published.ttft().value());
                figures.put(
                        Statistic.MEAN.of(RequestFigure.E2E).key(),
                        published.e2e().value());
                figures.put(
                        Statistic.MEAN.of(RequestFigure.TPOT).key(),
                        published.tpot().value());
            }
            case UnreadResult ignored -> {
                // The reason is already written.
            }
        }
        var audits = json.putArray("audits");
        imported.audits().forEach(finding -> ResultJson.put(audits.addObject(), finding));
    }

    private static void put(ObjectNode json, ImportedComparison comparison) {
        comparison.lines().forEach(line -> json.put(line.name(), rounded(line.ours())));
    }

    private static void put(ObjectNode json, Map<String, String> facts) {
        facts.forEach(json::put);
    }

    private static BigDecimal rounded(double value) {
        return new BigDecimal(value).setScale(6, RoundingMode.HALF_UP);
    }
}
