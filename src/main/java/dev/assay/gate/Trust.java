package dev.assay.gate;

import dev.assay.audits.Audits;
import dev.assay.audits.findings.Bias;
import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.gate.Verdict.Fail;
import dev.assay.gate.Verdict.Pass;
import dev.assay.gate.Verdict.Unmeasured;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Unit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the audits leave of a row's verdicts. One that finds the measurement invalid takes the verdicts away that rest on what it spoils. A
 * PASS or a FAIL stands where every value on the doubted side would get the same.
 */
record Trust(Map<Audits, Finding> audits) {
    private static final String REMEDY = "see the traces.";

    /**
     * A verdict on a limit, after the audits.
     *
     * @param against what took the first verdict away; empty where it stands
     */
    record Ruling(LimitVerdict verdict, Optional<Finding> against) {}

    List<Finding> findings() {
        return List.copyOf(audits.values());
    }

    /** Returns what is left of the verdict on a limit, whose figure has this value; NaN where it has none. */
    Ruling in(LimitVerdict judged, double value) {
        for (var audit : doubting()) {
            var doubt = audit.getKey().about(judged.limit().figure());
            if (!stands(judged, value, doubt, audit.getValue().by())) {
                var spoilt = new Unmeasured(reason(audit.getValue(), doubt), "See the audits.");
                return new Ruling(
                        new LimitVerdict(judged.limit(), spoilt, judged.measured(), judged.samples()),
                        Optional.of(audit.getValue()));
            }
        }
        return new Ruling(judged, Optional.empty());
    }

    /** Returns that a test is not measured, whatever is asked of it, if an audit spoils everything. */
    Optional<Verdict> inAll() {
        return invalid().stream()
                .filter(audit -> audit.getKey().spoilsEverything())
                .findFirst()
                .map(audit -> new Unmeasured(audit.getValue().text(), "No limit was judged; " + REMEDY));
    }

    /** Returns what fails a test whatever its limits say: of a server, not of another model or other requests. */
    Optional<Finding> failure() {
        return inAll().isPresent()
                ? Optional.empty()
                : findings().stream()
                        .filter(finding -> finding.severity() == Severity.FAILED)
                        .findFirst();
    }

    /**
     * Returns that a test is not measured, if an audit took one of its verdicts away: what it found goes first.
     *
     * @param all all limits of the test
     */
    static Optional<Verdict> unmeasured(List<Ruling> limits, List<Ruling> all) {
        var spoilt = all.stream().filter(limit -> limit.against().isPresent()).count();
        var what =
                spoilt == all.size() ? "No limit was judged; " : spoilt + " of " + all.size() + " limits not judged; ";
        return limits.stream()
                .flatMap(limit -> limit.against().stream())
                .findFirst()
                .map(finding -> new Unmeasured(finding.text(), what + REMEDY));
    }

    /** Those that find the measurement invalid, and notes that say how much they make out. */
    private List<Map.Entry<Audits, Finding>> doubting() {
        return audits.entrySet().stream()
                .filter(audit -> audit.getValue().severity() == Severity.INVALID
                        || audit.getValue().by() != null)
                .toList();
    }

    private List<Map.Entry<Audits, Finding>> invalid() {
        return audits.entrySet().stream()
                .filter(audit -> audit.getValue().severity() == Severity.INVALID)
                .toList();
    }

    private static boolean stands(LimitVerdict judged, double value, Bias doubt, @Nullable Double by) {
        if (by != null && isTime(judged.limit().bound())) {
            return stands(judged.limit().bound(), value, doubt, by);
        }
        var said = judged.verdict() instanceof Pass || judged.verdict() instanceof Fail;
        return switch (doubt) {
            case NONE -> true;
            case HIGHER -> said && sameAbove(judged.limit().bound(), value);
            case LOWER -> said && sameBelow(judged.limit().bound(), value);
            case EITHER -> false;
        };
    }

    /** Returns whether a bound says the same of a time that is off by so much. */
    private static boolean stands(Bound bound, double value, Bias doubt, double by) {
        return switch (doubt) {
            case NONE -> true;
            case HIGHER -> bound.allows(value) == bound.allows(value + by);
            case LOWER -> bound.allows(value) == bound.allows(value - by);
            case EITHER -> false;
        };
    }

    private static boolean isTime(Bound bound) {
        return switch (bound) {
            case Bound.Max max -> max.quantity().unit() == Unit.MILLISECONDS;
            case Bound.Min min -> min.quantity().unit() == Unit.MILLISECONDS;
            case Bound.Between between -> between.high().unit() == Unit.MILLISECONDS;
            case Bound.Calibrate ignored -> false;
        };
    }

    /** Returns whether a bound allows either all values from this one upwards or none of them. */
    private static boolean sameAbove(Bound bound, double value) {
        return switch (bound) {
            case Bound.Max max -> value > max.quantity().value();
            case Bound.Min min -> value >= min.quantity().value();
            case Bound.Between between -> value > between.high().value();
            case Bound.Calibrate ignored -> true;
        };
    }

    private static boolean sameBelow(Bound bound, double value) {
        return switch (bound) {
            case Bound.Max max -> value <= max.quantity().value();
            case Bound.Min min -> value < min.quantity().value();
            case Bound.Between between -> value < between.low().value();
            case Bound.Calibrate ignored -> true;
        };
    }

    private static String reason(Finding finding, Bias doubt) {
        var invalid = finding.severity() == Severity.INVALID
                ? "the audit '" + finding.audit() + "' is invalid"
                : "the audit '" + finding.audit() + "' finds a difference";
        return switch (doubt) {
            case HIGHER -> "it may read too low, since " + invalid;
            case LOWER -> "it may read too high, since " + invalid;
            case NONE, EITHER -> invalid;
        };
    }
}
