package dev.assay.report.summary;

import dev.assay.audits.findings.Finding;
import dev.assay.input.Problem;
import dev.assay.report.words.Markdown;
import dev.assay.tools.definitions.EquivalentFigures;
import dev.assay.tools.definitions.ToolFigure;
import dev.assay.tools.results.ImportedAnswers;
import dev.assay.tools.results.ImportedComparison;
import dev.assay.tools.results.ImportedLoadTest;
import dev.assay.tools.results.ImportedResult;
import dev.assay.tools.results.ImportedTableRow;
import dev.assay.tools.results.UnreadResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Results of other tools, for people: what the files contain, what the audits find, and a comparison with a run of Assay if one is given.
 *
 * @param id the run's name, that of its directory
 * @param notRead results, or parts of them, that could not be read, with the reason
 * @param passedOver files that contain no result
 */
public record ImportedResults(
        String id,
        String source,
        List<ImportedResult> all,
        List<ImportedComparison> comparisons,
        List<Problem> notRead,
        List<String> passedOver) {
    private static final List<EquivalentFigures> SHOWN = List.of(
            EquivalentFigures.TTFT_MEAN,
            EquivalentFigures.E2E_MEAN,
            EquivalentFigures.TPOT_MEAN,
            EquivalentFigures.ITL_MEAN,
            EquivalentFigures.QPS,
            EquivalentFigures.OUTPUT_TPS,
            EquivalentFigures.MOST_IN_FLIGHT);

    public ImportedResults {
        all = List.copyOf(all);
        comparisons = List.copyOf(comparisons);
        notRead = List.copyOf(notRead);
        passedOver = List.copyOf(passedOver);
    }

    /** Returns how many results have which word: {@code 8 imported · 1 UNMEASURED}. */
    public String counts() {
        var counts = new LinkedHashMap<String, Integer>();
        all.forEach(each -> counts.merge(each.word(), 1, Integer::sum));
        return String.join(
                " · ",
                counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .toList());
    }

    /** Returns a line for each result, and below it its audit findings that are not sound, for a console. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        for (var each : all) {
            lines.add(headline(each));
            each.audits().stream()
                    .filter(finding -> finding.severity() != Finding.Severity.SOUND)
                    .forEach(finding -> lines.add(audit(finding)));
        }
        for (var comparison : comparisons) {
            lines.add(
                    comparison.theirs().name() + " compared with " + comparison.ours() + ", both by the definitions of "
                            + comparison.theirs().tool().title() + ":");
            comparison.unlike().ifPresent(why -> lines.add("  " + why));
            shown(comparison)
                    .forEach(line -> lines.add(String.format(
                            Locale.ROOT,
                            "  %-32s theirs %14s   ours %14s   ours / theirs %s",
                            line.name(),
                            value(line.unit(), line.theirs()),
                            value(line.unit(), line.ours()),
                            ratio(line))));
        }
        notRead.forEach(problem -> lines.add("not read: " + problem));
        if (!passedOver.isEmpty()) {
            lines.add("files without a result: " + String.join(", ", passedOver));
        }
        lines.add(id + ": " + counts() + ". Nothing was judged: limits apply only to requests that Assay sent.");
        return lines;
    }

    /** Returns the text of the test of one result: its headline and its audit findings. */
    public static String text(ImportedResult imported) {
        var lines = new ArrayList<String>();
        lines.add(headline(imported));
        imported.audits().forEach(finding -> lines.add(audit(finding)));
        return String.join("\n", lines);
    }

    private static String audit(Finding finding) {
        return String.format(
                Locale.ROOT,
                "  audit   %s: %s: %s",
                finding.audit(),
                finding.severity().name().toLowerCase(Locale.ROOT),
                finding.text());
    }

    private static String headline(ImportedResult imported) {
        var said = Stream.of(imported.unmeasured().orElse(""), figures(imported))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
        return imported.word() + " " + imported.name() + ": " + said + " (" + imported.provenance() + ")";
    }

    private static String figures(ImportedResult imported) {
        return switch (imported) {
            case ImportedLoadTest loadTest -> {
                var figures = new ArrayList<String>();
                for (var concept : SHOWN) {
                    concept.of(loadTest.tool()).ifPresent(theirs -> {
                        var figure = loadTest.printed().get(theirs.name());
                        if (figure != null && figure.value() != null) {
                            figures.add(theirs.name() + " " + OtherTools.value(figure));
                        }
                    });
                }
                yield String.join(", ", figures) + ", n=" + loadTest.counts().completed();
            }
            case ImportedAnswers answers ->
                ImportedAnswers.METRIC
                        + (answers.accuracy() >= 0 && answers.accuracy() <= 1
                                ? String.format(Locale.ROOT, " %.1f %%", 100 * answers.accuracy())
                                : " " + answers.accuracy())
                        + ", n=" + answers.asked();
            case ImportedTableRow row ->
                "qps " + row.row().published().qps() + "/s, ttft "
                        + row.row().published().ttft() + " ms, e2e "
                        + row.row().published().e2e() + " ms, tpot "
                        + row.row().published().tpot() + " ms";
            case UnreadResult ignored -> "";
        };
    }

    private static List<ImportedComparison.Line> shown(ImportedComparison comparison) {
        var names = SHOWN.stream()
                .flatMap(concept -> concept.of(comparison.theirs().tool()).stream())
                .map(EquivalentFigures.Theirs::name)
                .toList();
        return comparison.lines().stream()
                .filter(line -> names.contains(line.name()))
                .toList();
    }

    private static String value(String unit, double value) {
        return OtherTools.value(new ToolFigure("", unit, value, 1));
    }

    private static String ratio(ImportedComparison.Line line) {
        var ratio = line.ratio();
        return ratio == null ? OtherTools.NO_VALUE : String.format(Locale.ROOT, "%.3f", ratio);
    }

    /** Returns {@code summary.md}. */
    public String summary() {
        var lines = new ArrayList<String>();
        lines.add("# Assay: " + counts());
        lines.add("");
        lines.add("- Run: " + Markdown.text(id));
        lines.add("- Imported: " + Markdown.text(source));
        lines.add("- Nothing was judged: limits apply only to requests that Assay sent.");
        lines.add("");
        lines.addAll(Markdown.table(
                List.of("result", "status", "from", "figures, by the tool's own names"),
                all.stream()
                        .map(each -> List.of(each.name(), each.word(), each.provenance(), figures(each)))
                        .toList()));
        lines.add("");
        lines.add("## Audits");
        lines.add("");
        lines.addAll(Markdown.table(
                List.of("result", "audit", "severity", "found"),
                all.stream()
                        .flatMap(each -> each.audits().stream()
                                .map(finding -> List.of(
                                        each.name(),
                                        finding.audit(),
                                        finding.severity().name().toLowerCase(Locale.ROOT),
                                        finding.text())))
                        .toList()));
        for (var comparison : comparisons) {
            lines.add("");
            lines.add("## " + Markdown.text(comparison.theirs().name() + " compared with " + comparison.ours()));
            lines.add("");
            lines.add(Markdown.text("Both columns use the definitions of "
                    + comparison.theirs().tool().title()
                    + ": theirs is what it printed, ours what it would have printed for"
                    + " the traces of our run."));
            comparison.unlike().ifPresent(why -> lines.add(Markdown.text("They are " + why + ".")));
            lines.add("");
            lines.addAll(Markdown.table(
                    List.of("figure", "theirs", "ours", "ours / theirs"),
                    comparison.lines().stream()
                            .map(line -> List.of(
                                    line.name(),
                                    value(line.unit(), line.theirs()),
                                    value(line.unit(), line.ours()),
                                    ratio(line)))
                            .toList()));
        }
        if (!notRead.isEmpty()) {
            lines.add("");
            lines.add("## Not read");
            lines.add("");
            lines.addAll(Markdown.table(
                    List.of("where", "what"),
                    notRead.stream()
                            .map(problem -> List.of(problem.place().toString(), problem.message()))
                            .toList()));
        }
        if (!passedOver.isEmpty()) {
            lines.add("");
            lines.add("Files without a result: " + Markdown.text(String.join(", ", passedOver)));
        }
        return String.join("\n", lines) + "\n";
    }
}
