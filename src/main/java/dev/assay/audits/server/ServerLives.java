package dev.assay.audits.server;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.recording.Recording;
import java.util.List;
import java.util.Optional;

/** The audit of a server that the gate started: it did not end in the middle of the test. */
public final class ServerLives {
    private static final String NAME = "server lives";

    private ServerLives() {}

    /** Returns what is found; empty where it lived on, or nobody knows. */
    public static Optional<Finding> of(Recording recording) {
        return recording.death().map(death -> new Finding(NAME, Severity.INVALID, death.told()));
    }

    /** Returns whether one of a row's findings says that its server died. */
    public static boolean denied(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.audit().equals(NAME));
    }
}
