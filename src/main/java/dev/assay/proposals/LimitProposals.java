package dev.assay.proposals;

import dev.assay.gate.outlook.CountedQuestions;
import dev.assay.plan.limits.LimitOrigin;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Direction;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.stats.MeanAndSd;
import dev.assay.stats.PredictionLimit;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Computes a limit from the values of K runs, so that the next run misses it by chance only so often: mean + t(1 − rate / limits, K − 1) sd √(1 + 1 / K), and
 * minus for a lower limit. Of a share of questions, what each question did in the K runs decides where that asks for more room.
 */
public final class LimitProposals {
    /** After so many days a machine, a driver or a load has often changed. */
    private static final int DAYS_UNTIL_REVIEW = 90;

    private LimitProposals() {}

    /** Returns whether the worse side of a limit is above it; empty if it has no worse side that a proposal could be for, or is not judged in one run. */
    static Optional<Boolean> upper(Limit limit) {
        return switch (limit.bound()) {
            case Bound.Max ignored -> Optional.of(true);
            case Bound.Min ignored -> Optional.of(false);
            case Bound.Calibrate ignored ->
                limit.figure().better() == Direction.NEITHER
                        ? Optional.empty()
                        : Optional.of(limit.figure().better() == Direction.LESS);
            case Bound.Between ignored -> Optional.empty();
            case Bound.OnGpu ignored -> Optional.empty();
            case Bound.Compared ignored -> Optional.empty();
        };
    }

    /**
     * Returns the proposal for one limit.
     *
     * @param values returns what the runs gave, for an upper limit if its argument is true
     */
    public static Proposal of(Limit limit, Function<Boolean, RunValues> values, RunsOfTest runs) {
        var objection = objection(limit);
        if (objection.isPresent()) {
            return new Proposal.Nothing(limit, objection.get());
        }
        boolean upper = upper(limit).orElseThrow();
        return switch (values.apply(upper)) {
            case RunValues.Unknown unknown -> new Proposal.Nothing(limit, unknown.reason());
            case RunValues.Known known ->
                known.byQuestion().isEmpty()
                        ? ofRuns(limit, MeanAndSd.of(known.values()), runs, upper)
                        : ofQuestions(limit, known, runs, upper);
        };
    }

    private static Optional<String> objection(Limit limit) {
        if (limit.repeats().confidence().isPresent()) {
            return Optional.of("'confidence' judges it over repeats, and not in each run");
        }
        return switch (limit.bound()) {
            case Bound.Max max ->
                max.quantity().value() > 0
                        ? Optional.empty()
                        : Optional.of("it allows none, which is a rule and no measurement");
            case Bound.Min min ->
                limit.figure().unit() == Unit.SHARE && min.quantity().value() >= 1
                        ? Optional.of("it asks for all, which is a rule and no measurement")
                        : Optional.empty();
            case Bound.Calibrate ignored ->
                limit.figure().better() == Direction.NEITHER
                        ? Optional.of("neither more nor less of it is better: write 'between: [low, high]'")
                        : Optional.empty();
            case Bound.Between ignored -> Optional.of("'between' has two ends: write them by hand");
            case Bound.OnGpu ignored -> Optional.of("it has a bound for each GPU: write them by hand");
            case Bound.Compared ignored -> Optional.of("it compares with something else, and not with a number");
        };
    }

    private static Proposal ofRuns(Limit limit, MeanAndSd values, RunsOfTest runs, boolean upper) {
        var digits = new WrittenDigits(limit.figure().unit());
        if (values.sd() == 0) {
            return new Proposal.Nothing(
                    limit,
                    "all " + values.n() + " runs gave " + limit.figure().unit().format(values.mean())
                            + ", and without a spread no limit follows: write it by hand");
        }
        var sd = digits.spread(values.sd());
        var mean = digits.mean(values.mean(), sd);
        var written = new MeanAndSd(values.n(), digits.value(mean), digits.value(sd));
        // A reader who computes it again from the file must not find a closer limit.
        var end = upper
                ? Math.max(limit(written, runs, true), limit(values, runs, true))
                : Math.min(limit(written, runs, false), limit(values, runs, false));
        var quantity = digits.quantity(digits.limit(end, sd, upper));
        if (quantity.value() <= 0 || (limit.figure().unit() == Unit.SHARE && quantity.value() >= 1)) {
            return new Proposal.Nothing(
                    limit,
                    "the runs differ by so much that it would be at " + (quantity.value() <= 0 ? "zero" : "100 %")
                            + ", where nothing misses it: mean " + digits.quantity(mean) + ", sd "
                            + digits.spreadText(sd) + ". Measure more often or longer");
        }
        return proposed(
                limit,
                upper,
                quantity,
                new LimitOrigin.Runs(
                        written.mean(),
                        written.sd(),
                        List.of(),
                        values.n(),
                        runs.rate(),
                        runs.date(),
                        Optional.of(runs.machine())));
    }

    private static double limit(MeanAndSd values, RunsOfTest runs, boolean upper) {
        return upper
                ? PredictionLimit.above(values, runs.rate(), runs.limits())
                : PredictionLimit.below(values, runs.rate(), runs.limits());
    }

    private static Proposal ofQuestions(Limit limit, RunValues.Known known, RunsOfTest runs, boolean upper) {
        var questions = new CountedQuestions(known.byQuestion(), upper);
        var values = MeanAndSd.of(known.values());
        var least = Math.min(
                questions.answers().lowestCount(runs.rateOfOne()), questions.leastWithRoom(limit(values, runs, upper)));
        if (least <= 0) {
            return new Proposal.Nothing(
                    limit, "the runs differ by so much that nothing would miss it. Ask more questions");
        }
        var counting = questions.counting(least);
        var quantity =
                new Quantity(counting / (double) questions.size(), Unit.SHARE, counting + "/" + questions.size());
        var digits = new WrittenDigits(Unit.SHARE);
        var sd = values.sd() == 0 ? BigDecimal.ZERO : digits.spread(values.sd());
        return proposed(
                limit,
                upper,
                quantity,
                new LimitOrigin.Runs(
                        digits.value(digits.mean(values.mean(), BigDecimal.ZERO)),
                        digits.value(sd),
                        known.byQuestion(),
                        values.n(),
                        runs.rate(),
                        runs.date(),
                        Optional.of(runs.machine())));
    }

    private static Proposal proposed(Limit limit, boolean upper, Quantity quantity, LimitOrigin.Runs from) {
        return new Proposal.Proposed(
                limit,
                upper ? new Bound.Max(quantity) : new Bound.Min(quantity),
                new LimitOrigin(Optional.of(from), Optional.of(from.date().plusDays(DAYS_UNTIL_REVIEW))));
    }
}
