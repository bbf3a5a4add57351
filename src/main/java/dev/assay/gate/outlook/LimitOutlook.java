package dev.assay.gate.outlook;

import dev.assay.input.Problem;
import dev.assay.plan.limits.LimitOrigin;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Unit;
import dev.assay.stats.MeanAndSd;
import dev.assay.stats.PredictionLimit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;

/**
 * What the runs that a limit was computed from say about the next run: how often chance alone misses the limit, and the smallest change that it sees. The
 * mean over the repeats of a test varies less than single runs do, so both are on the safe side there.
 *
 * @param slack how far the limit lies from the mean of the runs, for people: {@code 2.3 sd}, {@code 7 questions}
 * @param chance the probability that the next run misses the limit although nothing has changed
 * @param change the smallest change for the worse, in the figure's unit, that misses the limit in {@link #POWER} of all runs
 */
public record LimitOutlook(Limit limit, LimitOrigin.Runs from, String slack, double chance, double change) {
    /** A change is seen if it misses the limit in so many of all runs. */
    public static final double POWER = 0.95;

    private static final int RARELY = 10_000;

    /** Returns the outlook of a limit; empty if the file does not say what it was computed from, if those runs had no spread, or if it has no value. */
    public static Optional<LimitOutlook> of(Limit limit) {
        return limit.origin().from().flatMap(from -> switch (limit.bound()) {
            case Bound.Max max -> end(limit, from, true, max.quantity().value());
            case Bound.Min min -> end(limit, from, false, min.quantity().value());
            case Bound.Between between -> {
                var high = end(limit, from, true, between.high().value());
                var low = end(limit, from, false, between.low().value());
                yield high.flatMap(above -> low.map(below -> both(above, below)));
            }
            case Bound.OnGpu ignored -> Optional.empty();
            case Bound.Calibrate ignored -> Optional.empty();
            case Bound.Compared ignored -> Optional.empty();
        });
    }

    private static Optional<LimitOutlook> end(Limit limit, LimitOrigin.Runs from, boolean isUpper, double end) {
        var byRuns = from.sd() == 0
                ? Optional.<LimitOutlook>empty()
                : Optional.of(byRuns(limit, from, isUpper, end, new MeanAndSd(from.runs(), from.mean(), from.sd())));
        return from.byQuestion().isEmpty()
                ? byRuns
                : Optional.of(byQuestions(limit, new CountedQuestions(from.byQuestion(), isUpper), from, end, byRuns));
    }

    private static LimitOutlook byRuns(
            Limit limit, LimitOrigin.Runs from, boolean isUpper, double end, MeanAndSd runs) {
        var slack = (isUpper ? end - runs.mean() : runs.mean() - end) / runs.sd();
        return new LimitOutlook(
                limit,
                from,
                String.format(Locale.ROOT, "%.1f sd", slack),
                isUpper ? PredictionLimit.falseAlarmAbove(runs, end) : PredictionLimit.falseAlarmBelow(runs, end),
                isUpper
                        ? PredictionLimit.smallestChangeSeenAbove(runs, end, POWER)
                        : PredictionLimit.smallestChangeSeenBelow(runs, end, POWER));
    }

    /** What the questions say or what the runs say, whichever is more. */
    private static LimitOutlook byQuestions(
            Limit limit, CountedQuestions questions, LimitOrigin.Runs from, double end, Optional<LimitOutlook> byRuns) {
        var least = questions.least(end);
        return new LimitOutlook(
                limit,
                from,
                String.format(Locale.ROOT, "%.1f questions", questions.mean() - least),
                Math.max(
                        questions.answers().falseAlarm(least),
                        byRuns.map(LimitOutlook::chance).orElse(0.0)),
                Math.max(
                        questions.answers().smallestLossSeen(least, POWER) / (double) questions.size(),
                        byRuns.map(LimitOutlook::change).orElse(0.0)));
    }

    private static LimitOutlook both(LimitOutlook above, LimitOutlook below) {
        return new LimitOutlook(
                above.limit,
                above.from,
                above.slack + " above and " + below.slack + " below",
                above.chance + below.chance,
                Math.max(above.change, below.change));
    }

    /** Returns a sentence without its full stop: {@code slack of 2.3 sd, from 5 runs: fails by chance in 1 of 20; sees a change of …}. */
    public String sentence() {
        return chances() + "; sees a change of " + changed() + " in " + Math.round(POWER * 100) + " of 100 runs";
    }

    private String chances() {
        return "slack of " + slack + ", from " + from.runs() + " runs: fails by chance in " + oneOf(chance);
    }

    /** Returns the smallest change that the limit sees: {@code 2.103 ms (4.8 %)}, {@code 7.2 points}. */
    public String changed() {
        if (limit.figure().unit() == Unit.SHARE) {
            return new BigDecimal(change * 100).setScale(1, RoundingMode.HALF_UP) + " points";
        }
        var part = from.mean() == 0 ? "" : " (" + Unit.SHARE.format(change / from.mean()) + ")";
        return limit.figure().unit().format(change) + part;
    }

    /** Returns a probability as people say it: {@code 1 of 20}. */
    static String oneOf(double chance) {
        if (chance > 0.5) {
            return "more than half of the runs";
        }
        var runs = Math.round(1 / chance);
        return runs > RARELY ? "fewer than 1 of " + RARELY : "1 of " + runs;
    }

    /** Returns a warning if chance misses the limit more often than its file allows for the whole test. */
    public Optional<Problem> warning() {
        return chance <= from.rate()
                ? Optional.empty()
                : Optional.of(new Problem(
                        limit.place(),
                        "'" + limit.subject() + "' " + limit.bound() + " will flake: " + chances() + ", and at most "
                                + oneOf(from.rate())
                                + " is meant. Leave more room, or compute it again with -Dassay.calibrate."));
    }
}
