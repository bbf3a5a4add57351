package dev.assay.tools.results;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import java.util.List;
import java.util.Optional;

/** What a result file of another tool holds. It is never judged: the limits of thresholds.yaml are on requests that Assay sent. */
public sealed interface ImportedResult permits ImportedLoadTest, ImportedAnswers, ImportedTableRow, UnreadResult {
    /** Returns the file's name, and which of several in it. */
    String name();

    /** Returns where it comes from, for people: {@code imported from GuideLLM 0.8.1}. */
    String provenance();

    /** Returns what audits find. */
    List<Finding> audits();

    /** Returns why its figures cannot be trusted; empty if no audit says so. */
    default Optional<String> unmeasured() {
        return audits().stream()
                .filter(finding -> finding.severity() == Severity.INVALID)
                .map(finding -> finding.audit() + ": " + finding.text())
                .findFirst();
    }

    /** Returns what it is worth, in a word: {@code imported}, or {@code UNMEASURED}. */
    default String word() {
        return unmeasured().isPresent() ? "UNMEASURED" : "imported";
    }
}
