package dev.assay.run.measurement;

import dev.assay.audits.answers.Completeness;
import dev.assay.audits.findings.Finding;
import dev.assay.gate.LimitVerdict;
import dev.assay.gate.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.thresholds.Bound;
import dev.assay.recording.Provenance;
import dev.assay.replay.Tape;
import dev.assay.report.RunDirectory;
import dev.assay.run.console.Console;
import java.nio.file.Path;

/** Keeps what a run measured as recordings, to be replayed without a server. */
public record Recordings(Path tapes, RunDirectory directory, Console console) {
    /** Keeps the repeats of a test. Only a complete, sound measurement becomes a recording, because it replaces an older one. */
    public void keep(TestVerdict test) {
        if (test instanceof TestVerdict.OfRepeats repeats) {
            repeats.repeats().forEach(repeat -> keep(repeat.alone(), repeat.number(), ", repeat " + repeat.number()));
        } else {
            keep(test, 1, "");
        }
    }

    private void keep(TestVerdict test, int repeat, String which) {
        var name = test.planned().name() + which;
        var tape = Tape.file(
                tapes, test.planned().deployment().name(), test.planned().test().name(), repeat);
        var measured = test.header()
                .filter(header -> header.provenance() == Provenance.MEASURED)
                .isPresent();
        if (test instanceof TestVerdict.OfAccuracy
                && test.planned().test().limits().isEmpty()) {
            console.line(name + ": not recorded, since only one of its questions was asked");
        } else if (measured && sound(test)) {
            Tape.keep(directory.traces(test.planned(), repeat), tape);
            console.line(name + ": recorded in " + tape);
        } else {
            console.line(name + ": not recorded, since "
                    + (test.verdict() instanceof Verdict.Unmeasured
                            ? "it is " + test.verdict().word()
                            : "a request is missing or an audit is invalid"));
        }
    }

    /** A limit that compares may lack its reference, which is no fault of the measurement. */
    private static boolean isUnmeasured(LimitVerdict limit) {
        return limit.verdict() instanceof Verdict.Unmeasured && !(limit.limit().bound() instanceof Bound.Compared);
    }

    private static boolean sound(TestVerdict test) {
        return !(test instanceof TestVerdict.NotRun)
                && test.limits().stream().noneMatch(Recordings::isUnmeasured)
                && test.audits().stream()
                        .noneMatch(finding -> finding.audit().equals(Completeness.NAME)
                                && finding.severity() != Finding.Severity.SOUND)
                && test.audits().stream().noneMatch(finding -> finding.severity() == Finding.Severity.INVALID);
    }
}
