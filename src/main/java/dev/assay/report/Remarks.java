package dev.assay.report;

import dev.assay.figures.Finding;
import dev.assay.figures.Finding.Severity;
import dev.assay.gate.RowVerdict;
import dev.assay.gate.Verdict;
import java.util.List;

/** What the audits say that stands beside a row's figures; not what decided the row, which its verdict says. */
public final class Remarks {
    private Remarks() {}

    /** Returns each finding with the name of its audit, in the order of the audits. */
    public static List<String> of(RowVerdict row) {
        return row.audits().stream()
                .filter(finding -> finding.severity() != Severity.SOUND)
                .filter(finding -> !decides(row, finding))
                .map(finding -> finding.audit() + ": " + finding.text())
                .toList();
    }

    private static boolean decides(RowVerdict row, Finding finding) {
        return switch (row.verdict()) {
            case Verdict.Unmeasured unmeasured -> unmeasured.reason().equals(finding.text());
            case Verdict.Fail ignored -> finding.severity() == Severity.FAILED;
            case Verdict.Pass ignored -> false;
            case Verdict.Inconclusive ignored -> false;
        };
    }
}
