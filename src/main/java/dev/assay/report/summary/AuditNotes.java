package dev.assay.report.summary;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.gate.TestVerdict;
import dev.assay.gate.Verdict;
import java.util.List;

/** What the audits say that stands beside a row's figures; not what decided the row, which its verdict says. */
public final class AuditNotes {
    private AuditNotes() {}

    /** Returns each finding with the name of its audit, in the order of the audits. */
    public static List<String> of(TestVerdict row) {
        return row.audits().stream()
                .filter(finding -> finding.severity() != Severity.SOUND)
                .filter(finding -> !decides(row, finding))
                .map(finding -> finding.audit() + ": " + finding.text())
                .toList();
    }

    private static boolean decides(TestVerdict row, Finding finding) {
        return switch (row.verdict()) {
            case Verdict.Unmeasured unmeasured -> unmeasured.reason().equals(finding.text());
            case Verdict.Fail ignored -> finding.severity() == Severity.FAILED;
            case Verdict.Pass ignored -> false;
            case Verdict.Inconclusive ignored -> false;
        };
    }
}
