package dev.assay.recording;

import java.util.Locale;

/** Where a trace comes from. It stands beside every verdict. */
public enum Provenance {
    /** A live server answered. */
    MEASURED,
    /** A recording of a live server was replayed. */
    RECORDED,
    /** Figures that somebody published were made into traces: nothing was measured, and nothing of it is ever a PASS. */
    MODELLED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
