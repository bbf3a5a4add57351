package dev.assay.report.summary;

import dev.assay.figures.SteadyWindow;
import dev.assay.plan.thresholds.Unit;

/** A steady window and what it leaves out, in one line. */
public final class SteadyWindowLine {
    private SteadyWindowLine() {}

    /** Returns {@code 32 of 40 requests, 14210.000 ms; ramp 4 requests, 1.204 ms; drain 4 requests, 7210.000 ms}. */
    public static String of(SteadyWindow.Extent window) {
        return window.requests() + " of " + window.issued() + " requests, "
                + millis(window.nanos()) + "; ramp " + window.ramp() + " requests, "
                + millis(window.rampNanos()) + "; drain " + window.drain() + " requests, "
                + millis(window.drainNanos());
    }

    /** Returns a time for people. */
    public static String millis(long nanos) {
        return Unit.MILLISECONDS.format(nanos / 1e6);
    }
}
