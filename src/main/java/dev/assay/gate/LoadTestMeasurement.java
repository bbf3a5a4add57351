package dev.assay.gate;

import dev.assay.audits.Audits;
import dev.assay.audits.answers.Resends;
import dev.assay.figures.FigureTable;
import dev.assay.figures.PowerAndPrice;
import dev.assay.figures.SteadyWindowFigures;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;
import java.util.Optional;

/**
 * One measurement of a load test: its figures, and why each of them may be off.
 *
 * @param figures of the whole run
 * @param steady of its steady window
 * @param withoutResends both without the time that requests lost because they were sent twice; empty if none lost any
 */
record LoadTestMeasurement(
        TestSpec.LoadTest loadTest,
        Recording recording,
        Findings findings,
        FigureTable figures,
        SteadyWindowFigures steady,
        Optional<WithoutResends> withoutResends) {
    /** The figures without the time that was lost. */
    record WithoutResends(FigureTable figures, SteadyWindowFigures steady) {}

    static LoadTestMeasurement of(Planned planned, TestSpec.LoadTest loadTest, Recording recording) {
        var powerAndPrice = PowerAndPrice.of(planned, recording);
        return new LoadTestMeasurement(
                loadTest,
                recording,
                new Findings(Audits.examine(planned, recording)),
                FigureTable.of(loadTest, recording, powerAndPrice),
                SteadyWindowFigures.of(loadTest, recording, powerAndPrice),
                Resends.without(recording)
                        .map(without -> new WithoutResends(
                                FigureTable.of(loadTest, without, powerAndPrice),
                                SteadyWindowFigures.of(loadTest, without, powerAndPrice))));
    }

    /** Returns the figures that a limit judges. */
    FigureTable judged(Limit limit) {
        return steady.judged(limit, figures);
    }

    /** Returns why the figure of a limit may be off. */
    Causes causes(Limit limit) {
        return new Causes(
                loadTest,
                recording,
                findings,
                limit,
                judged(limit),
                withoutResends.map(other -> other.steady().judged(limit, other.figures())));
    }
}
