package dev.assay.figures;

/**
 * What an audit found about a measurement.
 *
 * @param audit the audit's name
 * @param severity what follows from it
 * @param text one sentence for people
 */
public record Finding(String audit, Severity severity, String text) {
    /** What follows from a finding. */
    public enum Severity {
        /** The measurement is as it should be. */
        SOUND,
        /** It stands beside the verdict. */
        NOTE,
        /** The measurement is as it should be, and what it shows fails the row whatever its limits say. */
        FAILED,
        /** The figures that depend on it cannot be trusted; {@link Audits#about} says which. */
        INVALID
    }
}
