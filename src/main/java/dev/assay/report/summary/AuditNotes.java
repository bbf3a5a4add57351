package dev.assay.report.summary;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.report.words.Language;
import dev.assay.report.words.Phrase;
import java.util.List;

/** The audit findings that stand beside a test's figures, without the one that decided its verdict. */
public final class AuditNotes {
    private AuditNotes() {}

    /** Returns each finding that is not sound, with the name of its audit. */
    public static List<String> of(TestVerdict test) {
        return test.audits().stream()
                .filter(finding -> finding.severity() != Severity.SOUND)
                .filter(finding -> !decides(test, finding))
                .map(finding -> finding.audit() + ": " + finding.text())
                .toList();
    }

    /** Returns the same for the notes of a table; in Chinese only how many there are, since the findings are English. */
    static List<String> of(TestVerdict test, Language language) {
        var notes = of(test);
        return switch (language) {
            case ENGLISH -> notes;
            case CHINESE ->
                notes.isEmpty() ? notes : List.of(language.fact(Phrase.AUDIT_NOTES, Integer.toString(notes.size())));
        };
    }

    /** Returns whether it is what spoilt the first of the spoilt repeats, which the verdict names. */
    private static boolean spoils(TestVerdict.OfRepeats test, Finding finding) {
        var audit = finding.audit() + ": ";
        return test.repeats().stream()
                .filter(repeat -> repeat.spoilt().isPresent())
                .limit(1)
                .anyMatch(repeat -> repeat.spoilt().orElseThrow().startsWith(audit)
                        && finding.text()
                                .equals("repeat " + repeat.number() + ": "
                                        + repeat.spoilt().orElseThrow().substring(audit.length())));
    }

    private static boolean decides(TestVerdict test, Finding finding) {
        return switch (test.verdict()) {
            case Verdict.Unmeasured unmeasured ->
                test instanceof TestVerdict.OfRepeats repeats
                        ? spoils(repeats, finding)
                        : unmeasured.reason().equals(finding.text());
            case Verdict.Fail ignored -> finding.severity() == Severity.FAILED;
            case Verdict.Pass ignored -> false;
            case Verdict.Inconclusive ignored -> false;
        };
    }
}
