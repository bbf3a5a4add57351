package dev.assay.run.measurement;

import dev.assay.audits.answers.Completeness;
import dev.assay.audits.findings.Finding;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.thresholds.Bound;
import dev.assay.recording.Provenance;
import dev.assay.replay.Tape;
import dev.assay.report.RunDirectory;
import dev.assay.run.console.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps what a run measured as recordings, to be replayed without a server. */
public record Recordings(Path tapes, RunDirectory directory, Console console) {
    /**
     * Keeps the repeats of a test. Only complete, sound measurements become recordings, because they replace older ones: all repeats or none, and older
     * repeats beyond them are deleted, so that no replay joins what was not measured together.
     */
    public void keep(TestVerdict test) {
        if (test instanceof TestVerdict.OfRepeats repeats) {
            var objection = repeats.repeats().stream()
                    .flatMap(repeat ->
                            objection(repeat.alone()).map(why -> "repeat " + repeat.number() + ": " + why).stream())
                    .findFirst();
            keep(test, repeats.repeats().size(), objection);
        } else {
            keep(test, 1, objection(test));
        }
    }

    private void keep(TestVerdict test, int repeats, Optional<String> objection) {
        var planned = test.planned();
        if (objection.isPresent()) {
            console.line(planned.name() + ": not recorded, since " + objection.get());
            return;
        }
        for (var repeat = 1; repeat <= repeats; repeat++) {
            var tape = tape(planned, repeat);
            Tape.keep(directory.traces(planned, repeat), tape);
            console.line(planned.name() + (repeats == 1 ? "" : ", repeat " + repeat + " of " + repeats)
                    + ": recorded in " + tape);
        }
        var kept =
                Tape.repeats(tapes, planned.deployment().name(), planned.test().name());
        kept.all().stream().skip(repeats).filter(Files::exists).forEach(older -> {
            Tape.delete(older);
            console.line(planned.name() + ": deleted the older recording " + older);
        });
    }

    private Path tape(Planned planned, int repeat) {
        return Tape.file(tapes, planned.deployment().name(), planned.test().name(), repeat);
    }

    /** Returns why a measurement does not become a recording; empty if it does. */
    private static Optional<String> objection(TestVerdict test) {
        if (test instanceof TestVerdict.OfAccuracy
                && test.planned().test().limits().isEmpty()) {
            return Optional.of("only some of its questions were asked");
        }
        var measured = test.header()
                .filter(header -> header.provenance() == Provenance.MEASURED)
                .isPresent();
        return measured && sound(test)
                ? Optional.empty()
                : Optional.of(
                        test.verdict() instanceof Verdict.Unmeasured
                                ? "it is " + test.verdict().word()
                                : "a request is missing or an audit is invalid");
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
