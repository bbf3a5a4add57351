package dev.assay.figures;

import dev.assay.spec.Limit;
import dev.assay.spec.Row;
import dev.assay.trace.Recording;

/** A cell's figures in the steady part of its run, or the reason why there are none. */
public sealed interface SteadyFigures {
    /** The figures, and what they are of. */
    record Measured(Steady.Window window, FigureTable figures) implements SteadyFigures {}

    /** There are none. */
    record None(String reason) implements SteadyFigures {}

    /** Computes them. */
    static SteadyFigures of(Row.Cell cell, Recording recording, Upkeep upkeep) {
        return switch (Steady.of(cell, recording.measured())) {
            case Steady.Window window ->
                new Measured(window, FigureTable.of(cell, window, upkeep, Missing.of(cell, recording)));
            case Steady.None none -> new None(none.reason());
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
