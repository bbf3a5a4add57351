package dev.assay.recording;

import java.util.Locale;

/** Where a trace comes from. It stands beside every verdict. */
public enum Provenance {
    /** A live server answered. */
    MEASURED,
    /** A recording of a live server was replayed. */
    RECORDED,
    /** The traces were computed from published figures: nothing was measured, so no verdict is ever PASS. */
    MODELLED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
