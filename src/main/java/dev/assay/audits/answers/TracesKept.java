package dev.assay.audits.answers;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.recording.Recording;
import java.util.Optional;

/** The audit of the files that a test is judged from: they are what was written when it was measured. */
public final class TracesKept {
    private TracesKept() {}

    /** Returns that they were changed; empty where they were not, or nobody knows. */
    public static Optional<Finding> of(Recording recording) {
        return recording
                .altered()
                .map(file -> new Finding(
                        "traces as written",
                        Severity.INVALID,
                        "the traces were changed after the test had ended: " + file
                                + " is not what was written, as the SHA-256 in the last line shows"));
    }
}
