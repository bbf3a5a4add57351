package dev.assay.audits.server;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.recording.Recording;
import java.util.List;
import java.util.Optional;

/** The audit "server lives": a server that the gate started did not end during the test. */
public final class ServerLives {
    private static final String NAME = "server lives";

    private ServerLives() {}

    /** Returns a finding if the server ended; empty if not, or if that is unknown. */
    public static Optional<Finding> of(Recording recording) {
        return recording.death().map(death -> new Finding(NAME, Severity.INVALID, death.description()));
    }

    /** Returns whether one of a test's findings says that its server ended. */
    public static boolean denied(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.audit().equals(NAME));
    }
}
