package dev.assay.gate;

import dev.assay.figures.FigureName;
import dev.assay.gate.causes.Cause;
import dev.assay.gate.comparison.Levels;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Inconclusive;
import dev.assay.gate.verdicts.Verdict.Pass;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Unit;
import dev.assay.starts.RunSet;
import dev.assay.stats.Sample;
import dev.assay.stats.Uncertainty;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges a limit over the repeats of a test. The figure of the set is the mean of the repeats' figures, or their median. A quantile must be proven
 * by the requests of all repeats together. With {@code confidence} the mean that the server would have over many starts must keep the limit: its
 * one-sided bound, by Student's t, decides.
 */
final class RepeatedLimit {
    /** The part of false alarms that all statistical limits of a deployment share. */
    private static final double FALSE_ALARMS = 0.01;
    /** A mean that is so close to a bound, as a part of it, differs from it only by how numbers are rounded. */
    private static final double ROUNDING = 1e-12;

    private final Limit limit;
    private final List<Value> values;
    private final RunSet set;
    private final double falseAlarms;

    private RepeatedLimit(Limit limit, List<Value> values, RunSet set, double falseAlarms) {
        this.limit = limit;
        this.values = values;
        this.set = set;
        this.falseAlarms = falseAlarms;
    }

    /** What one sound repeat says about the limit. */
    sealed interface Part {
        int repeat();
    }

    /**
     * Its figure has a value.
     *
     * @param samples how many requests or questions it is computed from
     * @param causes why it may be off
     * @param requests the values of its requests, for a quantile; empty for another figure
     */
    record Value(int repeat, double value, int samples, List<Cause> causes, Optional<Requests> requests)
            implements Part {}

    /**
     * The values of a repeat's requests.
     *
     * @param failed how many failed requests count as beyond any limit
     */
    record Requests(Sample sample, int failed) {}

    /** Its figure has no value. */
    record NoValue(int repeat, String reason) implements Part {}

    /**
     * Returns the verdict.
     *
     * @param parts of the sound repeats
     * @param statisticalLimits how many limits share the rate of false alarms
     */
    static Belief.Ruling judge(Limit limit, List<? extends Part> parts, RunSet set, int statisticalLimits) {
        var missing = parts.stream()
                .flatMap(part -> part instanceof NoValue none ? Stream.of(none) : Stream.empty())
                .findFirst();
        if (missing.isPresent() || parts.isEmpty()) {
            var reason = missing.map(none -> "repeat " + none.repeat() + ": " + none.reason())
                    .orElse("no repeat is sound");
            return new Belief.Ruling(
                    new LimitVerdict(limit, new Unmeasured(reason, "See the traces."), "has no value", 0),
                    Optional.empty());
        }
        var values = parts.stream()
                .flatMap(part -> part instanceof Value value ? Stream.of(value) : Stream.empty())
                .toList();
        return new RepeatedLimit(limit, values, set, FALSE_ALARMS / statisticalLimits).judge();
    }

    private Belief.Ruling judge() {
        var judged = new LimitVerdict(limit, verdict(limit.bound(), 0), measured(), samples());
        return new Belief(causes()).in(judged, figure(), unit(), this::verdict);
    }

    private Sample sample() {
        return Sample.of(values.stream().mapToDouble(Value::value));
    }

    private double figure() {
        return limit.repeats().median() ? sample().quantile(0.5) : mean();
    }

    /** Returns the mean. The mean of 63/100, 64/100 and 65/100 keeps a bound of 64/100, whatever the sum of three fractions is rounded to. */
    private double mean() {
        var mean = sample().mean();
        return limit.bound().sides().stream()
                .flatMap(RepeatedLimit::end)
                .filter(end -> Math.abs(mean - end) <= ROUNDING * Math.abs(end))
                .findFirst()
                .orElse(mean);
    }

    private static Stream<Double> end(Bound side) {
        return switch (side) {
            case Bound.Max max -> Stream.of(max.quantity().value());
            case Bound.Min min -> Stream.of(min.quantity().value());
            case Bound.Between ignored -> throw new IllegalArgumentException("it has two sides");
            case Bound.Calibrate ignored -> Stream.empty();
            case Bound.OnGpu ignored -> Stream.empty();
            case Bound.Compared ignored -> Stream.empty();
        };
    }

    private Unit unit() {
        return limit.figure().unit();
    }

    private int samples() {
        return values.stream().mapToInt(Value::samples).sum();
    }

    /**
     * Why the figure of the set may be off. The mean is off by the mean of what the repeats are off by; a median by no more than the repeat that
     * may be off the most.
     */
    private List<Cause> causes() {
        if (limit.repeats().median()) {
            return values.stream()
                    .max(Comparator.comparingDouble(value -> {
                        var total = new Belief(value.causes()).total();
                        return Math.max(total.below(), total.above());
                    }))
                    .orElseThrow()
                    .causes();
        }
        return values.stream()
                .flatMap(value -> value.causes().stream()
                        .map(cause -> new Cause(
                                "repeat " + value.repeat() + ": " + cause.name(),
                                new Uncertainty(
                                        cause.by().below() / values.size(),
                                        cause.by().above() / values.size()),
                                "in repeat " + value.repeat() + " " + cause.reason(),
                                cause.remedy(),
                                cause.finding())))
                .toList();
    }

    private String measured() {
        var sample = sample();
        var unit = unit();
        if (values.size() == 1) {
            return unit.format(figure()) + ", 1 repeat";
        }
        var spread = "; sd " + unit.spread(sample.sd().orElseThrow());
        return unit.format(figure()) + ", the " + (limit.repeats().median() ? "median" : "mean") + " of "
                + values.size() + " repeats (" + unit.range(sample.min(), sample.max())
                + spread + sure() + ")";
    }

    private String sure() {
        return limit.repeats().confidence().stream()
                .mapToObj(level -> "; " + Levels.text(level) + " sure: "
                        + switch (limit.bound()) {
                            case Bound.Max ignored -> "at most " + unit().format(sample().meanAtMost(level));
                            case Bound.Min ignored -> "at least " + unit().format(sample().meanAtLeast(level));
                            case Bound.Between ignored ->
                                unit().range(sample().meanAtLeast(level), sample().meanAtMost(level));
                            case Bound.Calibrate ignored ->
                                unit().range(sample().meanAtLeast(level), sample().meanAtMost(level));
                            case Bound.OnGpu ignored -> "";
                            case Bound.Compared ignored -> "";
                        })
                .findFirst()
                .orElse("");
    }

    /** Returns the verdict that a bound gets if all values move by so much, which can be infinite. */
    private Verdict verdict(Bound bound, double by) {
        if (Double.isInfinite(by)) {
            return bound.allows(by) ? new Pass() : new Fail();
        }
        if (bound instanceof Bound.Calibrate) {
            return Inconclusive.NO_LIMIT;
        }
        if (limit.repeats().confidence().isPresent()) {
            return sure(bound, by, limit.repeats().confidence().getAsDouble());
        }
        if (!bound.allows(figure() + by)) {
            return new Fail();
        }
        return values.getFirst().requests().isEmpty() ? new Pass() : proven(bound, by);
    }

    private Verdict proven(Bound bound, double by) {
        var requests =
                values.stream().flatMap(value -> value.requests().stream()).toList();
        var pooled = Sample.of(
                requests.stream().flatMapToDouble(each -> each.sample().values()));
        var failed = requests.stream().mapToInt(Requests::failed).sum();
        var p = FigureName.of(limit).quantile().orElseThrow();
        return LoadTestLimits.proven(bound, pooled.plus(by), failed, p);
    }

    private Verdict sure(Bound bound, double by, double level) {
        if (values.size() == 1) {
            return new Inconclusive("one measurement has no spread", "Measure it several times, with `repeats: 5`.");
        }
        if (set.distinctStarts() < values.size()) {
            return new Inconclusive(
                    "the " + values.size() + " repeats are of "
                            + (set.distinctStarts() == 1 ? "one start" : set.distinctStarts() + " starts")
                            + " of the server, as far as is known, and the spread over starts decides",
                    "Let Assay start the server (-Dassay.target), or join runs of several starts (docs/baselines.md).");
        }
        var sample = sample().plus(by);
        var open = bound.sides().stream().map(side -> sure(side, sample, level)).toList();
        return open.stream()
                .filter(Fail.class::isInstance)
                .findFirst()
                .or(() -> open.stream().filter(Inconclusive.class::isInstance).findFirst())
                .orElse(new Pass());
    }

    private Verdict sure(Bound side, Sample sample, double level) {
        if (kept(side, sample, level)) {
            return new Pass();
        }
        return missed(side, sample)
                ? new Fail()
                : new Inconclusive(
                        "the mean over many starts may lie on either side of the limit: " + values.size()
                                + " repeats bound it to "
                                + unit().range(sample.meanAtLeast(level), sample.meanAtMost(level)),
                        "Measure it more often, or leave more room.");
    }

    private static boolean kept(Bound side, Sample sample, double level) {
        return switch (side) {
            case Bound.Max max -> max.allows(sample.meanAtMost(level));
            case Bound.Min min -> min.allows(sample.meanAtLeast(level));
            case Bound.Between ignored -> throw new IllegalArgumentException("it has two sides");
            case Bound.Calibrate ignored -> false;
            case Bound.OnGpu ignored -> false;
            case Bound.Compared ignored -> false;
        };
    }

    private boolean missed(Bound side, Sample sample) {
        return switch (side) {
            case Bound.Max max -> !max.allows(sample.meanAtLeast(1 - falseAlarms));
            case Bound.Min min -> !min.allows(sample.meanAtMost(1 - falseAlarms));
            case Bound.Between ignored -> throw new IllegalArgumentException("it has two sides");
            case Bound.Calibrate ignored -> false;
            case Bound.OnGpu ignored -> false;
            case Bound.Compared ignored -> false;
        };
    }
}
