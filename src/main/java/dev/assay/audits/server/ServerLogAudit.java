package dev.assay.audits.server;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.deployments.ServerLog.Demand;
import dev.assay.plan.deployments.ServerLog.Rule;
import dev.assay.recording.Provenance;
import dev.assay.recording.Recording;
import dev.assay.recording.ServerLogRecord.Seen;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The audit of a server's log: it has the lines that {@code server-log} requires, and none that it forbids. So the gate notices an engine that
 * fell back to another kernel: its answers look the same, but its figures are those of the fallback.
 */
public final class ServerLogAudit {
    private static final String NAME = "server log";

    private ServerLogAudit() {}

    /** Returns the finding; empty if there are no rules, or no server. */
    public static Optional<Finding> of(Planned planned, Recording recording) {
        var rules = planned.deployment().serverLog().rules();
        if (rules.isEmpty() || recording.header().provenance() == Provenance.MODELLED) {
            return Optional.empty();
        }
        var log = recording.serverLog().orElse(null);
        if (log == null) {
            return invalid("the server's log was not searched during the measurement, but "
                    + rules.getFirst().place() + " needs it: measure again");
        }
        if (log.unread() != null) {
            return invalid("the server's log" + (log.file().isEmpty() ? "" : " " + log.file())
                    + " could not be searched, but " + rules.getFirst().place() + " needs it: " + log.unread());
        }
        for (var rule : rules) {
            if (log.of(rule.pattern()).isEmpty()) {
                return invalid("the server's log was not searched for [" + rule.pattern()
                        + "] during the measurement, but " + rule.place() + " needs it: measure again");
            }
        }
        var broken = rules.stream()
                .flatMap(rule -> log.of(rule.pattern()).flatMap(seen -> broken(rule, seen, log.file())).stream())
                .collect(Collectors.joining("; "));
        return broken.isEmpty()
                ? Optional.of(
                        new Finding(NAME, Severity.SOUND, log.file() + " has all required lines and no forbidden one"))
                : invalid(broken
                        + ". The figures are not those of the intended setup: correct the server's command, or"
                        + " `server-log`");
    }

    private static Optional<Finding> invalid(String text) {
        return Optional.of(new Finding(NAME, Severity.INVALID, text));
    }

    private static Optional<String> broken(Rule rule, Seen seen, String file) {
        if (rule.demand() == Demand.REQUIRE) {
            return seen.found()
                    ? Optional.empty()
                    : Optional.of("no line of " + file + " has [" + rule.pattern() + "], which " + rule.place()
                            + " requires");
        }
        return seen.found()
                ? Optional.of(
                        file + ":" + seen.line() + " says [" + seen.text() + "], which " + rule.place() + " forbids")
                : Optional.empty();
    }
}
