package dev.assay.audits.answers;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.recording.MergedRecord;
import dev.assay.recording.MergedRecord.Fault;
import dev.assay.recording.Recording;
import java.util.Optional;

/** The audit of a recording's files: nobody changed them after the measurement. */
public final class TracesKept {
    private TracesKept() {}

    /** Returns the finding if a file was changed; empty if not, or if that is unknown. */
    public static Optional<Finding> of(Recording recording) {
        return recording
                .altered()
                .or(() -> recording.merged().flatMap(TracesKept::altered))
                .map(file -> new Finding(
                        "traces as written",
                        Severity.INVALID,
                        "the traces were changed after the test had ended: the SHA-256 in the last line of " + file
                                + " does not match"));
    }

    /** The merged file is new, so it says itself which of the files that it was made of were changed. */
    private static Optional<String> altered(MergedRecord merged) {
        return merged.parts().stream()
                .filter(part -> part.fault() == Fault.LINES_ALTERED || part.fault() == Fault.BODIES_ALTERED)
                .map(part -> "the traces of " + part.directory())
                .findFirst();
    }
}
