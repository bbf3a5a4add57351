package dev.assay.gate.causes;

import dev.assay.audits.findings.Finding;
import dev.assay.stats.Uncertainty;
import java.util.Optional;

/**
 * One cause of error: why the true value of a figure may differ from the measured one.
 *
 * @param name its name, in a few words
 * @param by how far the figure may be off by it
 * @param reason what happened, as a clause that can stand behind "since"
 * @param remedy what to do about it, one sentence
 * @param finding the finding of the audit that is this cause; empty if the cause is no audit
 */
public record Cause(String name, Uncertainty by, String reason, String remedy, Optional<Finding> finding) {
    /** Makes a cause that is no audit. */
    public Cause(String name, Uncertainty by, String reason, String remedy) {
        this(name, by, reason, remedy, Optional.empty());
    }
}
