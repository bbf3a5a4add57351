package dev.assay.gate;

import dev.assay.accuracy.EvalsetScorer;
import dev.assay.accuracy.Scores;
import dev.assay.accuracy.asking.Asking;
import dev.assay.audits.Audits;
import dev.assay.figures.Figure;
import dev.assay.figures.ServerFigure;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;
import dev.assay.starts.MeasuredStart;
import java.util.List;
import java.util.Optional;

/** One measurement of an evalset: its outcomes, and what the audits found. */
record AccuracyMeasurement(TestSpec.Accuracy accuracy, Recording recording, Findings findings, Scores scores)
        implements TestMeasurement {
    static AccuracyMeasurement of(Planned planned, TestSpec.Accuracy accuracy, Recording recording) {
        return new AccuracyMeasurement(
                accuracy,
                recording,
                new Findings(Audits.examine(planned, recording)),
                EvalsetScorer.score(accuracy.evalset(), recording));
    }

    @Override
    public List<Limit> limits() {
        return accuracy.limits();
    }

    @Override
    public Belief.Ruling ruling(Limit limit) {
        var judged = AccuracyLimits.judge(limit, scores);
        var belief = new Belief(findings.causes(limit).toList());
        return AccuracyLimits.value(limit, scores)
                .map(value -> belief.in(
                        judged, value, limit.figure().unit(), (bound, by) -> AccuracyLimits.verdict(bound, by, value)))
                .orElseGet(() -> belief.withoutValue(judged));
    }

    @Override
    public RepeatedLimit.Part part(int repeat, Limit limit) {
        var causes = findings.causes(limit).toList();
        if (limit.figure() instanceof ServerFigure) {
            return switch (scores.acceptLength()) {
                case Figure.Measured measured ->
                    new RepeatedLimit.Value(repeat, measured.value(), measured.samples(), causes, Optional.empty());
                case Figure.Undefined undefined -> new RepeatedLimit.NoValue(repeat, undefined.reason());
            };
        }
        return scores.figure(limit.figure())
                .<RepeatedLimit.Part>map(share ->
                        new RepeatedLimit.Value(repeat, share.value(), scores.answered(), causes, Optional.empty()))
                .orElse(new RepeatedLimit.NoValue(repeat, "no question was answered"));
    }

    @Override
    public MeasuredStart start(String source) {
        return MeasuredStarts.of(this, source);
    }

    @Override
    public TestVerdict verdict(Planned planned, List<Belief.Ruling> limits) {
        var byLimits = Judge.overall(findings, limits);
        var fails = !(byLimits instanceof Unmeasured)
                && !TestVerdict.OfAccuracy.decisive(planned, scores).isEmpty();
        return new TestVerdict.OfAccuracy(
                planned,
                fails ? new Fail() : byLimits,
                Judge.verdicts(limits),
                recording.header(),
                findings.all(),
                scores,
                Asking.of(accuracy, recording));
    }
}
