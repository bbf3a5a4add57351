package dev.assay.audits.findings;

import org.jspecify.annotations.Nullable;

/**
 * What an audit found about a measurement.
 *
 * @param audit the audit's name
 * @param severity what follows from it
 * @param text one sentence for people
 * @param by by how many milliseconds the times that it affects may be off; absent if nobody knows. A note that says it is a cause of error too
 */
public record Finding(
        String audit,
        Severity severity,
        String text,
        @Nullable Double by) {
    /** A finding that does not say by how much times may be off. */
    public Finding(String audit, Severity severity, String text) {
        this(audit, severity, text, null);
    }

    /** What follows from a finding. */
    public enum Severity {
        /** The measurement is as it should be. */
        SOUND,
        /** Something that a reader of the verdict should know. */
        NOTE,
        /** The measurement is as it should be, and the test fails by what it shows, whatever its limits say. */
        FAILED,
        /** The figures that it affects cannot be believed; the table of audits says which. */
        INVALID
    }
}
