package dev.assay.figures;

import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;

/** The figures of a load test in its steady window, or the reason why there are none. */
public sealed interface SteadyWindowFigures {
    /** The window and its figures. */
    record Measured(SteadyWindow.Extent window, FigureTable figures) implements SteadyWindowFigures {}

    /** There is no steady window. */
    record None(SteadyWindow.None why) implements SteadyWindowFigures {
        /** Returns why, for people. */
        public String reason() {
            return why.reason();
        }
    }

    /** Computes the figures of a recording. */
    static SteadyWindowFigures of(TestSpec.LoadTest loadTest, Recording recording, PowerAndPrice powerAndPrice) {
        return switch (SteadyWindow.of(loadTest, recording.measured())) {
            case SteadyWindow.Window window ->
                new Measured(
                        window.extent(),
                        FigureTable.of(loadTest, window, powerAndPrice, MissingRequests.of(loadTest, recording)));
            case SteadyWindow.None none -> new None(none);
        };
    }

    /** Returns the same without the values of single requests: see {@link FigureTable#withoutRequests()}. */
    default SteadyWindowFigures withoutRequests() {
        return switch (this) {
            case Measured(var window, var figures) -> new Measured(window, figures.withoutRequests());
            case None none -> none;
        };
    }

    /** Returns the figures that a limit judges: those of its window, or of the whole run if there is no steady window. */
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
