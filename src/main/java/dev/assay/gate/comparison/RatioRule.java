package dev.assay.gate.comparison;

import dev.assay.gate.verdicts.Verdict;
import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Pass;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Bound;
import dev.assay.starts.RunSet;
import dev.assay.starts.StartValue;
import dev.assay.stats.Uncertainty;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * A figure of a load test, divided by the same figure of another load test of the deployment, must lie within a bound. Of several measurements the means are
 * divided. The values themselves are judged: chance plays no part. If the true value of either may lie so far from the measured one that the
 * ratio would get another verdict, it is UNMEASURED.
 *
 * @param above the figure of the test itself
 * @param below the figure of the other test, above zero
 */
record RatioRule(Limit limit, Bound.Ratio bound, Operand above, Operand below) {
    private static final int DECIMALS = 3;
    private static final int MOST_DECIMALS = 12;

    /**
     * A figure of one of the two tests.
     *
     * @param test its name, for people
     * @param value the mean over the measurements
     * @param by how far the true mean may lie from it
     */
    private record Operand(String test, double value, Uncertainty by, int measurements) {
        /** Returns the figure of a set; empty if a measurement has no value of it. */
        static Optional<Operand> of(String test, RunSet set, String figure) {
            var values = set.values(figure);
            return values.isEmpty() || values.size() < set.sound().size()
                    ? Optional.empty()
                    : Optional.of(new Operand(
                            test,
                            values.stream()
                                    .mapToDouble(StartValue::value)
                                    .average()
                                    .orElseThrow(),
                            new Uncertainty(
                                    values.stream()
                                            .mapToDouble(value -> value.by().below())
                                            .average()
                                            .orElseThrow(),
                                    values.stream()
                                            .mapToDouble(value -> value.by().above())
                                            .average()
                                            .orElseThrow()),
                            values.size()));
        }

        double lowest() {
            return Math.max(0, value - by.below());
        }

        double highest() {
            return value + by.above();
        }

        /** Returns how far it may be off, as a part of it. */
        double part() {
            return Math.max(by.below(), by.above()) / value;
        }
    }

    static ComparedVerdict judge(Limit limit, Bound.Ratio bound, RunSet mine, RunSet other) {
        var here = Operand.of(mine.name(), mine, limit.value());
        var there = Operand.of(other.name(), other, limit.value());
        if (here.isEmpty() || there.isEmpty()) {
            return none(limit, limit.value() + " of [" + (here.isEmpty() ? mine : other).name() + "] has no value");
        }
        return there.get().value() > 0
                ? new RatioRule(limit, bound, here.get(), there.get()).judge()
                : none(limit, limit.value() + " of [" + other.name() + "] is zero, and nothing is divided by zero");
    }

    private static ComparedVerdict none(Limit limit, String reason) {
        return Texts.unmeasured(limit, new Unmeasured(reason, "See the traces of both load tests."), "has no value");
    }

    private double ratio() {
        return above.value() / below.value();
    }

    private ComparedVerdict judge() {
        var unit = limit.figure().unit();
        var measured = shown(ratio()) + " (" + unit.format(above.value()) + " of [" + above.test() + "] / "
                + unit.format(below.value()) + " of [" + below.test() + "]"
                + (above.measurements() + below.measurements() > 2
                        ? ", means of " + above.measurements() + " and " + below.measurements() + " measurements"
                        : "")
                + ")";
        var verdict = verdict();
        var sentence = limit.subject() + " " + measured + ", " + limit.bound().asked()
                + (verdict instanceof Unmeasured why ? ": " + why.sentences() : "");
        return new ComparedVerdict(
                verdict,
                measured,
                Math.min(above.measurements(), below.measurements()),
                Optional.empty(),
                Optional.empty(),
                sentence);
    }

    private Verdict verdict() {
        var lowest = above.lowest() / below.highest();
        var highest = below.lowest() > 0 ? above.highest() / below.lowest() : Double.POSITIVE_INFINITY;
        var measured = sides(ratio());
        if (!sides(lowest).equals(measured)) {
            return unmeasured("low", lowest);
        }
        if (!sides(highest).equals(measured)) {
            return unmeasured("high", highest);
        }
        return bound.side().allows(ratio()) ? new Pass() : new Fail();
    }

    /** Returns which sides of the bound allow a ratio. */
    private List<Boolean> sides(double ratio) {
        return bound.side().sides().stream().map(side -> side.allows(ratio)).toList();
    }

    private Verdict unmeasured(String side, double end) {
        var widest = above.part() >= below.part() ? above : below;
        // At zero nothing more is known than that the figure is not negative.
        var isOpen = Double.isInfinite(end) || end == 0;
        return new Unmeasured(
                (isOpen
                                ? "nothing says how " + side + " it may be"
                                : "it could be as " + side + " as " + shown(end) + ", which would get "
                                        + (bound.side().allows(end) ? "PASS" : "FAIL"))
                        + ", since " + limit.value() + " of [" + widest.test() + "] may be off",
                "See the audits of [" + widest.test() + "].");
    }

    /** Returns a ratio with as many decimals as show on which side of the bound it lies. */
    private String shown(double ratio) {
        var decimals = DECIMALS;
        while (decimals < MOST_DECIMALS
                && bound.side().allows(rounded(ratio, decimals).doubleValue())
                        != bound.side().allows(ratio)) {
            decimals++;
        }
        return rounded(ratio, decimals).toPlainString();
    }

    private static BigDecimal rounded(double ratio, int decimals) {
        return new BigDecimal(ratio).setScale(decimals, RoundingMode.HALF_UP);
    }
}
