package dev.assay.audits.findings;

import dev.assay.audits.Audits;
import org.jspecify.annotations.Nullable;

/**
 * What an audit found about a measurement.
 *
 * @param audit the audit's name
 * @param severity what follows from it
 * @param text one sentence for people
 * @param by by how many milliseconds the times that depend on it may be off; absent where it does not say. A note that says it takes away the
 *     verdicts that so much would change
 */
public record Finding(
        String audit,
        Severity severity,
        String text,
        @Nullable Double by) {
    /** A finding that does not say how much it makes out. */
    public Finding(String audit, Severity severity, String text) {
        this(audit, severity, text, null);
    }

    /** What follows from a finding. */
    public enum Severity {
        /** The measurement is as it should be. */
        SOUND,
        /** It stands beside the verdict. */
        NOTE,
        /** The measurement is as it should be, and what it shows fails the test whatever its limits say. */
        FAILED,
        /** The figures that depend on it cannot be trusted; {@link Audits#about} says which. */
        INVALID
    }
}
