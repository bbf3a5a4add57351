package dev.assay.trace;

import java.util.Locale;

/** Where a trace comes from. It stands beside every verdict. */
public enum Provenance {
    /** A live server answered. */
    MEASURED,
    /** A recording of a live server was replayed. */
    RECORDED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
