package dev.assay.gate;

import dev.assay.gate.causes.Cause;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Unit;
import dev.assay.stats.Uncertainty;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The one rule that says whether a verdict on a limit can be believed.
 *
 * <p>The true value of the figure lies in an interval: from measured − Σ below to measured + Σ above, over all {@link Causes}. The verdict
 * stands if the limit gets the same verdict at both ends of it as at the measured value. Otherwise it is UNMEASURED, and names the widest
 * cause on the side where the verdict changes. An INCONCLUSIVE verdict is a verdict like the others.
 *
 * <p>Each end is judged in full: of a quantile, the exact test is repeated with all values moved to that end. A limit that allows only what
 * lies between two bounds is judged as two limits, since both ends can miss it while values between them keep it. At an infinite end
 * nothing is left to test: the limit is kept there or it is missed.
 */
record Belief(List<Cause> causes) {
    Belief {
        causes = List.copyOf(causes);
    }

    /** Returns the verdict that a bound gets if all values of a figure move by {@code by}, in its unit; it can be infinite. */
    interface Moved {
        Verdict verdict(Bound bound, double by);
    }

    /**
     * The verdict on a limit after the rule.
     *
     * @param against the cause that made it UNMEASURED; empty if the first verdict stands
     */
    record Ruling(LimitVerdict verdict, Optional<Cause> against) {
        /** Returns the same ruling on what was measured then. */
        Ruling on(Instant started) {
            return new Ruling(verdict.on(started), against);
        }
    }

    /** A side of the measured value on which the true one may lie. */
    private record Side(boolean isBelow, double end, ToDoubleFunction<Cause> part) {
        double by() {
            return isBelow ? -end : end;
        }

        boolean isUnbounded() {
            return Double.isInfinite(end);
        }
    }

    /** Returns how far the true value may lie from the measured one. */
    Uncertainty total() {
        return causes.stream().map(Cause::by).reduce(Uncertainty.NONE, Uncertainty::plus);
    }

    /** Returns the verdict on a limit whose figure has no value: the first cause with an infinite end gives the reason, if there is one. */
    Ruling withoutValue(LimitVerdict judged) {
        return causes.stream()
                .filter(cause -> Double.isInfinite(
                        Math.max(cause.by().below(), cause.by().above())))
                .findFirst()
                .map(cause -> taken(judged, unbounded(cause), cause))
                .orElse(new Ruling(judged, Optional.empty()));
    }

    /**
     * Returns the verdict on a limit if it can be believed; otherwise UNMEASURED.
     *
     * @param value of the figure, in {@code unit}
     */
    Ruling in(LimitVerdict judged, double value, Unit unit, Moved moved) {
        var bound = judged.limit().bound();
        var total = total();
        var measured = words(bound, 0, moved);
        return List.of(
                        new Side(true, total.below(), cause -> cause.by().below()),
                        new Side(false, total.above(), cause -> cause.by().above()))
                .stream()
                .filter(side -> !words(bound, side.by(), moved).equals(measured))
                .max(Comparator.comparingDouble(Side::end))
                .map(side -> against(side, judged, value, unit, moved))
                .orElse(new Ruling(judged, Optional.empty()));
    }

    private static List<String> words(Bound bound, double by, Moved moved) {
        return bound.sides().stream()
                .map(side -> moved.verdict(side, by).word())
                .toList();
    }

    private Ruling against(Side side, LimitVerdict judged, double value, Unit unit, Moved moved) {
        // The first of those that are equally wide.
        var widest = causes.stream()
                .reduce((a, b) -> side.part.applyAsDouble(b) > side.part.applyAsDouble(a) ? b : a)
                .orElseThrow();
        if (side.isUnbounded()) {
            return taken(judged, unbounded(widest), widest);
        }
        var would = moved.verdict(judged.limit().bound(), side.by()).word();
        // No figure is negative, however large the sum of all that may have made it larger.
        var end = Math.max(Math.min(0, value), value + side.by());
        var reason = "it could be as " + (side.isBelow ? "low" : "high") + " as " + unit.format(end)
                + (would.equals(judged.verdict().word()) ? "" : ", which would get " + would) + ", since "
                + widest.reason() + others(side, widest);
        return taken(judged, reason, widest);
    }

    private String others(Side side, Cause widest) {
        var others = causes.stream()
                .filter(cause -> !cause.equals(widest) && side.part.applyAsDouble(cause) > 0)
                .map(cause -> "'" + cause.name() + "'")
                .toList();
        return others.isEmpty()
                ? ""
                : others.stream().collect(Collectors.joining(" and ", "; ", others.size() == 1 ? " adds" : " add"))
                        + " to that";
    }

    private static String unbounded(Cause cause) {
        if (Double.isInfinite(cause.by().below())
                && Double.isInfinite(cause.by().above())) {
            return cause.reason();
        }
        return "it may read too " + (Double.isInfinite(cause.by().below()) ? "high" : "low") + ", since "
                + cause.reason();
    }

    private static Ruling taken(LimitVerdict judged, String reason, Cause cause) {
        return new Ruling(
                new LimitVerdict(
                        judged.limit(), new Unmeasured(reason, cause.remedy()), judged.measured(), judged.samples()),
                Optional.of(cause));
    }
}
