package dev.assay.report.ci;

import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.input.Location;

/** The place in thresholds.yaml that a verdict is about. */
public final class Places {
    private Places() {}

    /** Returns the place of the first limit that has the verdict of its test and is no PASS; if there is none, the place of the test. */
    public static Location of(TestVerdict test) {
        return test.limits().stream()
                .filter(limit -> !(limit.verdict() instanceof Verdict.Pass))
                .filter(limit -> limit.verdict().word().equals(test.verdict().word()))
                .map(limit -> limit.limit().place())
                .findFirst()
                .orElseGet(() -> test.planned().test().place());
    }
}
