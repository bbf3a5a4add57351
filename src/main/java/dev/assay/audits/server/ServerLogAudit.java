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
 * The audit of what really ran: the server's log has what {@code server-log} requires, and nothing that it forbids. An engine that fell
 * back to another kernel answers like the one that was asked for, and its figures are of something else.
 */
public final class ServerLogAudit {
    private static final String NAME = "server log";

    private ServerLogAudit() {}

    /** Returns what is found; empty where nothing is demanded, or nothing was served. */
    public static Optional<Finding> of(Planned planned, Recording recording) {
        var rules = planned.deployment().serverLog().rules();
        if (rules.isEmpty() || recording.header().provenance() == Provenance.MODELLED) {
            return Optional.empty();
        }
        var log = recording.serverLog().orElse(null);
        if (log == null) {
            return invalid("nobody looked into the server's log when this was measured, as "
                    + rules.getFirst().place() + " demands: measure it again");
        }
        if (log.unread() != null) {
            return invalid(
                    "nobody could look into the server's log" + (log.file().isEmpty() ? "" : " " + log.file()) + ", as "
                            + rules.getFirst().place() + " demands: " + log.unread());
        }
        for (var rule : rules) {
            if (log.of(rule.pattern()).isEmpty()) {
                return invalid("nobody looked for [" + rule.pattern() + "] in the server's log when this was measured,"
                        + " as " + rule.place() + " demands: measure it again");
            }
        }
        var broken = rules.stream()
                .flatMap(rule -> log.of(rule.pattern()).flatMap(seen -> broken(rule, seen, log.file())).stream())
                .collect(Collectors.joining("; "));
        return broken.isEmpty()
                ? Optional.of(new Finding(
                        NAME,
                        Severity.SOUND,
                        log.file() + " has what is required of it, and nothing that is forbidden"))
                : invalid(broken
                        + ". So the figures are of something else: correct how the server is started, or `server-log`");
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
