package dev.assay.bench.planted;

import dev.assay.audits.findings.Finding.Severity;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a person sees of a gate.
 *
 * @param word the first of FAIL, UNMEASURED, INCONCLUSIVE and PASS that a test has
 * @param cause the limits that are missed or undecided, or the audits that do not believe the measurement; the same for gates with the same cause
 * @param sentence the first line of the test with this word
 */
record Seen(String word, String cause, String sentence) {
    /** The words, the worst first. */
    static final List<String> WORDS = List.of("FAIL", "UNMEASURED", "INCONCLUSIVE", "PASS");

    static Seen of(List<TestVerdict> tests) {
        var word = WORDS.stream()
                .filter(each ->
                        tests.stream().anyMatch(test -> test.verdict().word().equals(each)))
                .findFirst()
                .orElseThrow();
        var test = tests.stream()
                .filter(each -> each.verdict().word().equals(word))
                .findFirst()
                .orElseThrow();
        return new Seen(word, cause(test), test.headline());
    }

    private static String cause(TestVerdict test) {
        return switch (test.verdict()) {
            case Verdict.Pass ignored -> "";
            case Verdict.Unmeasured unmeasured -> {
                var audits = joined(test.audits().stream()
                        .filter(finding -> finding.severity() == Severity.INVALID)
                        .map(finding -> finding.audit()));
                yield audits.isEmpty() ? joined(limits(test)) + ": " + numberless(unmeasured.reason()) : audits;
            }
            case Verdict.Fail ignored -> joined(limits(test));
            case Verdict.Inconclusive ignored -> joined(limits(test));
        };
    }

    /** Returns the limits that have the verdict of the test. */
    private static Stream<String> limits(TestVerdict test) {
        return test.limits().stream()
                .filter(limit -> limit.verdict().word().equals(test.verdict().word()))
                .map(LimitVerdict::limit)
                .map(limit -> limit.subject());
    }

    private static String joined(Stream<String> names) {
        return names.distinct().collect(Collectors.joining(", "));
    }

    private static String numberless(String reason) {
        return reason.replaceAll("[0-9][0-9.,]*", "…");
    }
}
