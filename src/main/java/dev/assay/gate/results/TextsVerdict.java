package dev.assay.gate.results;

import dev.assay.audits.findings.Finding;
import dev.assay.figures.texts.TextScores;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.recording.Recording;
import java.util.List;
import java.util.Optional;

/** The verdict on texts whose log-probabilities were measured. */
public record TextsVerdict(
        Planned planned,
        Verdict verdict,
        List<LimitVerdict> limits,
        Recording.Header measured,
        List<Finding> audits,
        TextScores scores)
        implements TestVerdict {
    public TextsVerdict {
        limits = List.copyOf(limits);
        audits = List.copyOf(audits);
    }

    @Override
    public Optional<Recording.Header> header() {
        return Optional.of(measured);
    }
}
