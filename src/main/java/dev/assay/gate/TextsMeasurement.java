package dev.assay.gate;

import dev.assay.audits.Audits;
import dev.assay.figures.texts.TextFigure;
import dev.assay.figures.texts.TextScores;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.results.TextsVerdict;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.recording.Recording;
import dev.assay.starts.MeasuredStart;
import java.util.List;
import java.util.Optional;

/** One measurement of texts: their log-probabilities, and what the audits found. */
record TextsMeasurement(LogProbabilities test, Recording recording, Findings findings, TextScores scores)
        implements TestMeasurement {
    static TextsMeasurement of(Planned planned, LogProbabilities test, Recording recording) {
        return new TextsMeasurement(
                test, recording, new Findings(Audits.examine(planned, recording)), TextScores.of(test, recording));
    }

    @Override
    public List<Limit> limits() {
        return test.limits();
    }

    private Optional<Double> value(Limit limit) {
        return ((TextFigure) limit.figure()).of(scores);
    }

    @Override
    public Belief.Ruling ruling(Limit limit) {
        var belief = new Belief(findings.causes(limit).toList());
        var unit = limit.figure().unit();
        return value(limit)
                .map(value -> belief.in(
                        new LimitVerdict(
                                limit,
                                AccuracyLimits.verdict(limit.bound(), 0, value),
                                shown(limit, value),
                                scores.tokens()),
                        value,
                        unit,
                        (bound, by) -> AccuracyLimits.verdict(bound, by, value)))
                .orElseGet(() -> belief.withoutValue(new LimitVerdict(
                        limit, new Unmeasured("no text has log-probabilities", "See the traces."), "has no value", 0)));
    }

    private String shown(Limit limit, double value) {
        var figure = (TextFigure) limit.figure();
        return LimitVerdict.shown(limit.bound(), figure.unit(), value)
                + scores.interval(figure)
                        .map(interval -> " (95 % interval " + figure.unit().format(interval.low()) + " to "
                                + figure.unit().format(interval.high()) + ")")
                        .orElse("");
    }

    @Override
    public RepeatedLimit.Part part(int repeat, Limit limit) {
        return value(limit)
                .<RepeatedLimit.Part>map(value -> new RepeatedLimit.Value(
                        repeat, value, scores.tokens(), findings.causes(limit).toList(), Optional.empty()))
                .orElseGet(() -> new RepeatedLimit.NoValue(repeat, "no text has log-probabilities"));
    }

    @Override
    public MeasuredStart start(String source) {
        return MeasuredStarts.of(this, source);
    }

    @Override
    public TestVerdict verdict(Planned planned, List<Belief.Ruling> limits) {
        return new TextsVerdict(
                planned,
                Judge.overall(findings, limits),
                Judge.verdicts(limits),
                recording.header(),
                findings.all(),
                scores);
    }
}
