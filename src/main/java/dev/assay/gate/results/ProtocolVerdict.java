package dev.assay.gate.results;

import dev.assay.audits.findings.Finding;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.protocol.CheckResult;
import dev.assay.recording.Recording;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A protocol test whose probes were sent. */
public record ProtocolVerdict(
        Planned planned, Verdict verdict, Recording.Header measured, List<Finding> audits, List<CheckResult> checks)
        implements TestVerdict {
    public ProtocolVerdict {
        audits = List.copyOf(audits);
        checks = List.copyOf(checks);
    }

    @Override
    public List<LimitVerdict> limits() {
        return List.of();
    }

    @Override
    public Optional<Recording.Header> header() {
        return Optional.of(measured);
    }

    /** Returns the result of one check. */
    public CheckResult of(Protocol.Check check) {
        return checks.stream().filter(each -> each.check() == check).findFirst().orElseThrow();
    }

    /** Returns what decided, as one sentence without a full stop. */
    public String said() {
        var broken = with(CheckResult.Result.BROKEN);
        if (!broken.isEmpty()) {
            var more = broken.size() - 1;
            return broken.getFirst().check() + ": " + broken.getFirst().text()
                    + (more == 0 ? "" : " (" + more + (more == 1 ? " more check" : " more checks") + " broken)");
        }
        var unseen = with(CheckResult.Result.NOT_SHOWN);
        return with(CheckResult.Result.HOLDS).size() + " of " + checks.size() + " checks hold"
                + unseen.stream()
                        .map(each -> "; not shown: " + each.check() + ", " + each.text())
                        .collect(Collectors.joining());
    }

    private List<CheckResult> with(CheckResult.Result result) {
        return checks.stream().filter(each -> each.result() == result).toList();
    }
}
