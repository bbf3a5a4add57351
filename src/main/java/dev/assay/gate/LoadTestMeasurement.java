package dev.assay.gate;

import dev.assay.audits.Audits;
import dev.assay.audits.answers.Resends;
import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.FigureTable;
import dev.assay.figures.PowerAndPrice;
import dev.assay.figures.QuietGaps;
import dev.assay.figures.SteadyWindowFigures;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Pass;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Provenance;
import dev.assay.recording.Recording;
import dev.assay.starts.MeasuredStart;
import dev.assay.stats.cores.Cores;
import dev.assay.tools.definitions.Tool;
import java.util.List;
import java.util.Optional;

/**
 * One measurement of a load test: its figures, and why each of them may be off.
 *
 * @param withoutResends the figures without the time that requests lost because they were sent twice; empty if none lost any
 * @param quiet its gaps in two groups; empty if one of the groups has none
 */
record LoadTestMeasurement(
        TestSpec.LoadTest loadTest,
        Recording recording,
        Findings findings,
        Windows windows,
        Optional<Windows> withoutResends,
        Optional<QuietGaps> quiet)
        implements TestMeasurement {
    /** The figures of the whole run, and of its steady window. */
    record Windows(FigureTable whole, SteadyWindowFigures steady) {
        static Windows of(TestSpec.LoadTest loadTest, Recording recording, PowerAndPrice powerAndPrice) {
            return new Windows(
                    FigureTable.of(loadTest, recording, powerAndPrice),
                    SteadyWindowFigures.of(loadTest, recording, powerAndPrice));
        }

        /** Returns the figures that a limit judges. */
        FigureTable judged(Limit limit) {
            return steady.judged(limit, whole);
        }
    }

    private record Examined(Findings findings, Optional<QuietGaps> quiet) {}

    static LoadTestMeasurement of(Planned planned, TestSpec.LoadTest loadTest, Recording recording) {
        var powerAndPrice = PowerAndPrice.of(planned, recording);
        var withoutResends = Resends.without(recording).map(without -> Windows.of(loadTest, without, powerAndPrice));
        return Cores.both(
                () -> Windows.of(loadTest, recording, powerAndPrice),
                () -> new Examined(
                        new Findings(Audits.examine(planned, recording)), QuietGaps.of(recording.measured())),
                (windows, examined) -> new LoadTestMeasurement(
                        loadTest, recording, examined.findings(), windows, withoutResends, examined.quiet()));
    }

    /** Returns the figures of the whole run. */
    FigureTable figures() {
        return windows.whole();
    }

    /** Returns the figures of its steady window. */
    SteadyWindowFigures steady() {
        return windows.steady();
    }

    /** Returns the figures that a limit judges. */
    FigureTable judged(Limit limit) {
        return windows.judged(limit);
    }

    /** Returns why the figure of a limit may be off. */
    Causes causes(Limit limit) {
        return new Causes(
                loadTest, recording, findings, limit, judged(limit), withoutResends.map(other -> other.judged(limit)));
    }

    @Override
    public List<Limit> limits() {
        return FailureLimit.with(loadTest, figures());
    }

    @Override
    public Belief.Ruling ruling(Limit limit) {
        return believed(LoadTestLimits.judge(limit, figures(), steady()), judged(limit), causes(limit));
    }

    /** Returns the verdict on a limit if it can be believed in spite of these causes of error; otherwise UNMEASURED. */
    static Belief.Ruling believed(LimitVerdict judged, FigureTable figures, Causes causes) {
        var belief = new Belief(causes.all());
        return switch (figures.get(FigureName.of(judged.limit()))) {
            case Figure.Measured measured ->
                belief.in(
                        judged,
                        measured.value(),
                        measured.unit(),
                        (bound, by) -> LoadTestLimits.verdict(bound, by, measured, figures));
            case Figure.Undefined ignored -> belief.withoutValue(judged);
        };
    }

    @Override
    public RepeatedLimit.Part part(int repeat, Limit limit) {
        var chosen = GpuLimits.chosen(limit, recording.header().server());
        var table = judged(limit);
        return switch (table.get(FigureName.of(limit))) {
            case Figure.Undefined undefined -> new RepeatedLimit.NoValue(repeat, undefined.reason());
            case Figure.Measured measured ->
                new RepeatedLimit.Value(
                        repeat,
                        measured.value(),
                        measured.samples(),
                        causes(chosen).all(),
                        FigureName.of(limit).quantile().isPresent()
                                ? Optional.of(new RepeatedLimit.Requests(
                                        table.sample(measured.name()).orElseThrow(),
                                        table.missing().beyond()))
                                : Optional.empty());
        };
    }

    @Override
    public MeasuredStart start(String source) {
        return MeasuredStarts.of(this, loadTest.limits(), source);
    }

    @Override
    public TestVerdict verdict(Planned planned, List<Belief.Ruling> limits) {
        var byLimits = findings.failure().isPresent() ? new Fail() : Judge.overall(findings, limits);
        var modelled = recording.header().provenance() == Provenance.MODELLED && byLimits instanceof Pass;
        return new TestVerdict.OfLoadTest(
                planned,
                modelled ? new Unmeasured("nothing was measured", "Give -Dassay.endpoint=URL.") : byLimits,
                Judge.verdicts(limits),
                recording.header(),
                findings.all(),
                figures(),
                steady(),
                quiet,
                Tool.all(recording.measured()),
                recording.counted().orElse(null));
    }
}
