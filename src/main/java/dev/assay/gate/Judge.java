package dev.assay.gate;

import dev.assay.accuracy.Answers;
import dev.assay.accuracy.Outcome;
import dev.assay.accuracy.Scored;
import dev.assay.accuracy.Scores;
import dev.assay.figures.Audits;
import dev.assay.figures.Completeness;
import dev.assay.figures.FigureTable;
import dev.assay.figures.Finding;
import dev.assay.gate.Verdict.Fail;
import dev.assay.gate.Verdict.Inconclusive;
import dev.assay.gate.Verdict.Pass;
import dev.assay.gate.Verdict.Unmeasured;
import dev.assay.protocol.Checked;
import dev.assay.protocol.Checks;
import dev.assay.spec.Plan.Planned;
import dev.assay.spec.Row;
import dev.assay.trace.Provenance;
import dev.assay.trace.Recording;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Judges a row from its traces alone. */
public final class Judge {
    private Judge() {}

    /** Returns the verdict on a row whose requests were sent. */
    public static RowVerdict judge(Planned planned, Recording recording) {
        return switch (planned.row()) {
            case Row.Protocol protocol -> protocol(planned, protocol, recording);
            case Row.Cell cell -> cell(planned, cell, recording);
            case Row.Accuracy accuracy -> accuracy(planned, accuracy, recording);
        };
    }

    private static RowVerdict protocol(Planned planned, Row.Protocol protocol, Recording recording) {
        var checks = Checks.examine(protocol, recording);
        var worst = checks.stream().max(Comparator.comparing(Checked::result)).orElseThrow();
        var verdict = switch (worst.result()) {
            case HOLDS, NOT_SHOWN -> new Pass();
            case UNMEASURED -> new Unmeasured(worst.check() + ": " + worst.text(), "See the traces.");
            case BROKEN -> new Fail();
        };
        return new RowVerdict.OfProtocol(planned, verdict, recording.header(), checks);
    }

    private static RowVerdict cell(Planned planned, Row.Cell cell, Recording recording) {
        var figures = FigureTable.of(recording.measured());
        var audits = Audits.examine(cell, recording);
        var limits = judged(
                audits,
                cell.limits().stream()
                        .map(limit -> CellLimits.judge(limit, figures))
                        .toList());
        var verdict = overall(audits, limits);
        if (verdict instanceof Pass && recording.header().provenance() == Provenance.MODELLED) {
            verdict = new Unmeasured("modelled: nothing was measured", "Give -Dassay.endpoint=URL.");
        }
        return new RowVerdict.OfCell(planned, verdict, limits, recording.header(), audits, figures);
    }

    private static RowVerdict accuracy(Planned planned, Row.Accuracy accuracy, Recording recording) {
        var scores = Answers.score(accuracy.evalset(), recording);
        var audits = List.of(
                Completeness.of(recording, accuracy.evalset().questions().size()));
        var limits = judged(
                audits,
                accuracy.limits().stream()
                        .map(limit -> AccuracyLimits.judge(limit, scores))
                        .toList());
        var byLimits = overall(audits, limits);
        var fails =
                !(byLimits instanceof Unmeasured) && !decisive(scores, limits).isEmpty();
        var verdict = fails ? new Fail() : byLimits;
        return new RowVerdict.OfAccuracy(planned, verdict, limits, recording.header(), audits, scores);
    }

    /** Returns the questions that fail a row whatever its limits say: critical ones that are wrong, and a picked one, which has no limits. */
    static List<Scored> decisive(Scores scores, List<LimitVerdict> limits) {
        return scores.all().stream()
                .filter(each -> limits.isEmpty() || each.question().critical())
                .filter(each -> each.outcome().measured() && each.outcome() != Outcome.CORRECT)
                .toList();
    }

    /** What an audit finds invalid spoils every figure of the row: they are shown, but no limit is kept or missed by them. */
    private static List<LimitVerdict> judged(List<Finding> audits, List<LimitVerdict> limits) {
        if (invalid(audits).isEmpty()) {
            return limits;
        }
        var spoiled = new Unmeasured("the measurement is not sound", "See the audits.");
        return limits.stream()
                .map(each -> new LimitVerdict(each.limit(), spoiled, each.measured(), each.samples()))
                .toList();
    }

    private static Optional<Finding> invalid(List<Finding> audits) {
        return audits.stream()
                .filter(finding -> finding.severity() == Finding.Severity.INVALID)
                .findFirst();
    }

    /** An invalid audit decides; then a FAIL, then what is missing, then what is open; last, what is only told. */
    private static Verdict overall(List<Finding> audits, List<LimitVerdict> limits) {
        var invalid = invalid(audits);
        if (invalid.isPresent()) {
            return new Unmeasured(invalid.get().text(), "No limit was judged; see the traces.");
        }
        var binding = limits.stream().filter(limit -> !limit.tolerated()).toList();
        return worst(binding).or(() -> worst(limits)).orElse(new Pass());
    }

    private static Optional<Verdict> worst(List<LimitVerdict> limits) {
        return first(limits, Fail.class)
                .or(() -> first(limits, Unmeasured.class))
                .or(() -> first(limits, Inconclusive.class));
    }

    private static Optional<Verdict> first(List<LimitVerdict> limits, Class<? extends Verdict> kind) {
        return limits.stream()
                .map(LimitVerdict::verdict)
                .filter(kind::isInstance)
                .findFirst();
    }
}
