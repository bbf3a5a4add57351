package dev.assay.run.history;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.shards.ShardsWhole;
import dev.assay.gate.results.TestVerdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tests of a merged run that not all shards have measured to their end: a shard still runs, was killed, or is not among those that were merged. */
final class UnendedTests {
    private UnendedTests() {}

    static boolean isUnended(TestVerdict test) {
        var measured = test instanceof TestVerdict.OfRepeats repeats
                ? test.headers().size() == repeats.repeats().size()
                : test.header().isPresent();
        return !measured
                || test.audits().stream()
                        .anyMatch(finding -> finding.audit().equals(ShardsWhole.NAME)
                                && finding.severity() == Finding.Severity.INVALID);
    }

    /** Says which tests get no line, and what to do; empty if there are none. */
    static Optional<String> said(List<TestVerdict> open) {
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of("no line for "
                        + open.stream().map(test -> test.planned().name()).collect(Collectors.joining(", "))
                        + ", because not all shards have measured "
                        + (open.size() == 1 ? "it to its end" : "them to their ends")
                        + ". Merge again when they have");
    }
}
