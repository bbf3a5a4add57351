package dev.assay.report.page.top;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.gate.results.RunVerdict;
import dev.assay.report.words.FigureSource;
import dev.assay.report.words.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Whether the verdicts of a run can be believed.
 *
 * @param provenance where the figures come from
 * @param audits what the audits say together
 * @param remarks the findings that a reader must know
 * @param sound the findings of audits that found nothing
 */
public record Trust(Said provenance, Said audits, List<FindingRow> remarks, List<FindingRow> sound) {
    public Trust {
        remarks = List.copyOf(remarks);
        sound = List.copyOf(sound);
    }

    /**
     * A finding.
     *
     * @param kind the class of the style sheet
     */
    public record FindingRow(String test, String audit, String kind, Said severity, Said text) {}

    static Trust of(RunVerdict run) {
        var remarks = rows(run, finding -> finding.severity() != Severity.SOUND);
        var sound = rows(run, finding -> finding.severity() == Severity.SOUND);
        return new Trust(
                Said.in(language -> FigureSource.of(run, language)),
                audits(run, sound.size() + remarks.size()),
                remarks,
                sound);
    }

    private static List<FindingRow> rows(RunVerdict run, Predicate<Finding> shown) {
        var rows = new ArrayList<FindingRow>();
        for (var test : run.tests()) {
            test.audits().stream()
                    .filter(shown)
                    .forEach(finding -> rows.add(new FindingRow(
                            test.planned().name(),
                            finding.audit(),
                            kind(finding.severity()),
                            word(finding.severity()),
                            Said.original(finding.text()))));
        }
        return rows;
    }

    private static String kind(Severity severity) {
        return switch (severity) {
            case SOUND -> "pass";
            case NOTE, INVALID -> "unmeasured";
            case FAILED -> "fail";
        };
    }

    private static Said word(Severity severity) {
        return switch (severity) {
            case SOUND -> Said.of("sound", "正常");
            case NOTE -> Said.of("note", "提示");
            case INVALID -> Said.of("invalid", "无效");
            case FAILED -> Said.of("fails the test", "判为不达标");
        };
    }

    private static Said audits(RunVerdict run, int all) {
        var invalid = rows(run, finding -> finding.severity() == Severity.INVALID);
        var notes = rows(run, finding -> finding.severity() == Severity.NOTE).size();
        if (all == 0) {
            return Said.of(
                    "No audit looked at a measurement, since nothing that audits look at was measured.", "没有可供审计的测量。");
        }
        if (!invalid.isEmpty()) {
            var tests = invalid.stream().map(FindingRow::test).distinct().collect(Collectors.joining(", "));
            return Said.of(
                    "Not all of it: " + invalid.size() + " of " + all
                            + " audits found a measurement that cannot be used as it is (" + tests
                            + "). A verdict that this could change is UNMEASURED; the other verdicts stand.",
                    "不能全信：" + all + " 项审计中有 " + invalid.size() + " 项认为测量无效（" + tests + "）。可能因此改变的判定一律记为“未测得”，其余判定有效。");
        }
        return notes == 0
                ? Said.of(
                        "The measurement is consistent: " + all + (all == 1 ? " audit" : " audits")
                                + " found nothing wrong.",
                        "测量自洽：" + all + " 项审计未发现问题。")
                : Said.of(
                        "The measurement is consistent, but read the remarks: none of " + all
                                + " audits found a measurement that cannot be used, " + notes
                                + (notes == 1 ? " has a remark." : " have remarks."),
                        "测量自洽，但请看提示：" + all + " 项审计没有发现无效的测量，有 " + notes + " 条提示。");
    }
}
