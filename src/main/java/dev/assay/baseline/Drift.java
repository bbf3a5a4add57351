package dev.assay.baseline;

import dev.assay.baseline.BaselineTest.Accepted;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Direction;
import java.util.List;
import java.util.Optional;

/**
 * How far accepted baselines moved in small steps: each was within the margin of a limit when it was accepted, and all together are beyond it. Such a move
 * is never seen by a limit that compares with the last baseline. A step beyond the margin was accepted knowingly, so the count begins after it.
 *
 * @param from the entry of the history at which the steps begin
 * @param to the last entry
 * @param steps how many times a baseline was accepted since, at least 2
 */
public record Drift(Limit limit, Accepted from, Accepted to, int steps) {
    /** Returns the drift of the figure of a limit that compares; empty if there is none, or if the limit does not compare with a baseline. */
    public static Optional<Drift> of(Limit limit, BaselineTest test) {
        if (!(limit.bound() instanceof Bound.Compared bound)) {
            return Optional.empty();
        }
        var history = test.history().stream()
                .filter(entry -> entry.means().containsKey(key(limit)))
                .toList();
        var last = history.size() - 1;
        var first = last;
        while (first > 0 && !exceeds(bound, limit, history, first - 1, first)) {
            first--;
        }
        for (var from = first; from < last - 1; from++) {
            if (exceeds(bound, limit, history, from, last)) {
                return Optional.of(new Drift(limit, history.get(from), history.get(last), last - from));
            }
        }
        return Optional.empty();
    }

    private static String key(Limit limit) {
        return limit.bound() instanceof Bound.Regression || limit.bound() instanceof Bound.LessLikely
                ? limit.value()
                : BaselineTest.ACCURACY;
    }

    /** Returns whether the figure got worse from one entry to another by the margin or more. */
    private static boolean exceeds(Bound.Compared bound, Limit limit, List<Accepted> history, int from, int to) {
        var before = value(limit, history.get(from));
        var after = value(limit, history.get(to));
        return switch (bound) {
            case Bound.Regression regression -> {
                var worse = limit.figure().better() == Direction.MORE ? before - after : after - before;
                yield before > 0 && worse >= regression.margin().of(before) * before;
            }
            case Bound.NoWorse noWorse -> before - after >= noWorse.margin().share();
            case Bound.Recovery recovery -> after < recovery.min().value() * before;
            case Bound.LessLikely limits -> after >= (1 + limits.margin().relative()) * before;
            case Bound.NoWorseThanScore ignored -> false;
            case Bound.Ratio ignored -> false;
        };
    }

    private static double value(Limit limit, Accepted entry) {
        return entry.means().getOrDefault(key(limit), Double.NaN);
    }

    private String shown(Accepted entry) {
        return limit.figure().unit().format(value(limit, entry)) + " on " + entry.on();
    }

    @Override
    public String toString() {
        return "its baselines drifted: " + key(limit) + " was " + shown(from) + " and is " + shown(to)
                + ", which is worse by more than"
                + " the limit allows, in " + steps
                + " steps that each were within it. Compare with the older server, or accept it"
                + " knowingly";
    }
}
