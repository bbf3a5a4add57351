package dev.assay.figures;

import dev.assay.plan.tests.Limit;
import dev.assay.plan.tests.TestSpec;
import dev.assay.recording.Recording;

/** A cell's figures in the steady part of its run, or the reason why there are none. */
public sealed interface SteadyWindowFigures {
    /** The figures, and what they are of. */
    record Measured(SteadyWindow.Window window, FigureTable figures) implements SteadyWindowFigures {}

    /** There are none. */
    record None(String reason) implements SteadyWindowFigures {}

    /** Computes them. */
    static SteadyWindowFigures of(TestSpec.LoadTest loadTest, Recording recording, PowerAndPrice upkeep) {
        return switch (SteadyWindow.of(loadTest, recording.measured())) {
            case SteadyWindow.Window window ->
                new Measured(window, FigureTable.of(loadTest, window, upkeep, MissingRequests.of(loadTest, recording)));
            case SteadyWindow.None none -> new None(none.reason());
        };
    }

    /** Returns the figures that a limit judges: those of its window, or of the whole run where there is no steady part. */
    default FigureTable judged(Limit limit, FigureTable whole) {
        return switch (limit.window()) {
            case WHOLE -> whole;
            case STEADY ->
                switch (this) {
                    case Measured measured -> measured.figures();
                    case None ignored -> whole;
                };
        };
    }
}
