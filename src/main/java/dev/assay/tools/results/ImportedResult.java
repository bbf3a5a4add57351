package dev.assay.tools.results;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import java.util.List;
import java.util.Optional;

/** A result in another tool's file. It gets no verdict: the limits of thresholds.yaml are for requests that Assay sent. */
public sealed interface ImportedResult permits ImportedLoadTest, ImportedAnswers, ImportedTableRow, UnreadResult {
    /** Returns the file's name and which result in it this is. */
    String name();

    /** Returns where it comes from, for messages: {@code imported from GuideLLM 0.8.1}. */
    String provenance();

    /** Returns the findings of the audits. */
    List<Finding> audits();

    /** Returns why its figures cannot be trusted; empty if no audit is invalid. */
    default Optional<String> unmeasured() {
        return audits().stream()
                .filter(finding -> finding.severity() == Severity.INVALID)
                .map(finding -> finding.audit() + ": " + finding.text())
                .findFirst();
    }

    /** Returns its state: {@code imported}, or {@code UNMEASURED} if an audit is invalid. */
    default String word() {
        return unmeasured().isPresent() ? "UNMEASURED" : "imported";
    }
}
