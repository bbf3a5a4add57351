package dev.assay.audits.answers;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.recording.Recording;
import java.util.Optional;

/** The audit of a recording's files: nobody changed them after the measurement. */
public final class TracesKept {
    private TracesKept() {}

    /** Returns the finding if a file was changed; empty if not, or if that is unknown. */
    public static Optional<Finding> of(Recording recording) {
        return recording
                .altered()
                .map(file -> new Finding(
                        "traces as written",
                        Severity.INVALID,
                        "the traces were changed after the test had ended: the SHA-256 in the last line of " + file
                                + " does not match"));
    }
}
