package dev.assay.gate;

import dev.assay.audits.Audits;
import dev.assay.audits.findings.Bias;
import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.gate.causes.Cause;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Unit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the audits found about one test, and what follows for the test as a whole. What follows for one figure is a {@link Cause}. */
record Findings(Map<Audits, Finding> byAudit) {
    private static final String REMEDY = "see the traces.";

    List<Finding> all() {
        return List.copyOf(byAudit.values());
    }

    /** Returns the causes that are audits: those that find the measurement invalid, and notes that say by how much the times are off. */
    Stream<Cause> causes(Limit limit) {
        return byAudit.entrySet().stream()
                .filter(entry -> entry.getValue().severity() == Severity.INVALID
                        || entry.getValue().by() != null)
                .map(entry -> cause(limit, entry.getValue(), entry.getKey().about(limit.figure())));
    }

    private static Cause cause(Limit limit, Finding finding, Bias bias) {
        return new Cause(
                finding.audit(),
                bias.by(most(limit, finding)),
                "the audit '" + finding.audit() + "' "
                        + (finding.severity() == Severity.INVALID ? "is invalid" : "finds a difference"),
                "See the audits.",
                Optional.of(finding));
    }

    private static double most(Limit limit, Finding finding) {
        var by = finding.by();
        // A figure that is known to be off must not be used to calibrate a limit, however little it is off.
        return by == null || limit.figure().unit() != Unit.MILLISECONDS || limit.bound() instanceof Bound.Calibrate
                ? Double.POSITIVE_INFINITY
                : by;
    }

    /** Returns UNMEASURED for the whole test if an audit that affects every figure is invalid; otherwise empty. */
    Optional<Verdict> unmeasured() {
        return byAudit.entrySet().stream()
                .filter(entry -> entry.getValue().severity() == Severity.INVALID
                        && entry.getKey().affectsEverything())
                .findFirst()
                .map(entry -> new Unmeasured(entry.getValue().text(), "No limit was judged; " + REMEDY));
    }

    /** Returns what an audit that affects every figure found; empty if none is invalid. */
    Optional<String> spoilt() {
        return byAudit.entrySet().stream()
                .filter(entry -> entry.getValue().severity() == Severity.INVALID
                        && entry.getKey().affectsEverything())
                .findFirst()
                .map(entry -> entry.getValue().audit() + ": " + entry.getValue().text());
    }

    /** Returns the finding that fails a test whatever its limits say; empty if there is none, or if the whole test is unmeasured. */
    Optional<Finding> failure() {
        return unmeasured().isPresent()
                ? Optional.empty()
                : all().stream()
                        .filter(finding -> finding.severity() == Severity.FAILED)
                        .findFirst();
    }

    /**
     * Returns UNMEASURED for a test if an audit is the reason why the verdict on one of its limits cannot be believed; the text of that audit goes
     * first. Otherwise empty.
     *
     * @param limits those that decide the test
     * @param all all limits of the test
     */
    static Optional<Verdict> unmeasured(List<Belief.Ruling> limits, List<Belief.Ruling> all) {
        var taken = all.stream().filter(limit -> finding(limit).isPresent()).count();
        var what = taken == all.size() ? "No limit was judged; " : taken + " of " + all.size() + " limits not judged; ";
        return limits.stream()
                .flatMap(limit -> finding(limit).stream())
                .findFirst()
                .map(finding -> new Unmeasured(finding.text(), what + REMEDY));
    }

    private static Optional<Finding> finding(Belief.Ruling limit) {
        return limit.against().flatMap(Cause::finding);
    }
}
