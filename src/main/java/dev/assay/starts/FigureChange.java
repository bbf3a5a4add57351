package dev.assay.starts;

import dev.assay.stats.Interval;
import dev.assay.stats.MeanAndSd;
import dev.assay.stats.MeanDifference;
import java.util.List;
import java.util.Optional;

/**
 * How a figure of one run set differs from that of another.
 *
 * @param figure its key
 * @param here the mean over the starts of the first set: the geometric mean, if all values of both sets are above 0
 * @param there the same of the second set
 * @param change here / there − 1 if all values are above 0; otherwise here − there
 * @param relative whether the change is a ratio
 * @param interval the two-sided 95 % interval of the change, between starts; an end is infinite if nothing bounds how far values are off on that side; empty if
 *     that is so on both sides, or if nothing is known of the spread between starts
 * @param ofSeveralStarts whether the spread between starts is known
 */
public record FigureChange(
        String figure,
        double here,
        double there,
        double change,
        boolean relative,
        Optional<Interval> interval,
        boolean ofSeveralStarts) {
    private static final double LEVEL = 0.95;
    private static final double ONE_SIDED = 0.975;

    /** Returns the change of a figure; empty if one of the sets has no value of it. */
    public static Optional<FigureChange> of(String figure, RunSet here, RunSet there) {
        var mine = here.values(figure);
        var its = there.values(figure);
        if (mine.isEmpty() || its.isEmpty()) {
            return Optional.empty();
        }
        var relative = positive(mine) && positive(its);
        var now = sample(mine, relative);
        var then = sample(its, relative);
        // One start has no spread of its own: that of the other set counts for both.
        var difference =
                now.n() == 1 || then.n() == 1 ? MeanDifference.pooled(now, then) : MeanDifference.welch(now, then);
        var ofSeveralStarts =
                ofDifferentStarts(here) && ofDifferentStarts(there) && Double.isFinite(difference.standardError());
        return Optional.of(new FigureChange(
                figure,
                shown(now.mean(), relative),
                shown(then.mean(), relative),
                change(difference.difference(), relative),
                relative,
                ofSeveralStarts ? interval(difference, mine, its, relative) : Optional.empty(),
                ofSeveralStarts));
    }

    /** Returns whether the interval leaves out no change. */
    public boolean isSure() {
        return interval.filter(between -> between.low() > 0 || between.high() < 0)
                .isPresent();
    }

    private static Optional<Interval> interval(
            MeanDifference difference, List<StartValue> mine, List<StartValue> its, boolean relative) {
        var low = difference.atLeast(ONE_SIDED)
                - off(mine, StartValue::value, value -> value.by().below(), relative, -1)
                - off(its, StartValue::value, value -> value.by().above(), relative, 1);
        var high = difference.atMost(ONE_SIDED)
                + off(mine, StartValue::value, value -> value.by().above(), relative, 1)
                + off(its, StartValue::value, value -> value.by().below(), relative, -1);
        return Double.isFinite(low) || Double.isFinite(high)
                ? Optional.of(new Interval(change(low, relative), change(high, relative), LEVEL))
                : Optional.empty();
    }

    /** One number of a value. */
    private interface Part {
        double of(StartValue value);
    }

    /** Returns by how much the mean may be off to one side, on the scale of the comparison. */
    private static double off(List<StartValue> values, Part value, Part by, boolean relative, int sign) {
        return values.stream()
                .mapToDouble(each -> relative
                        ? Math.abs(Math.log(Math.max(0, 1 + sign * by.of(each) / value.of(each))))
                        : by.of(each))
                .average()
                .orElseThrow();
    }

    private static boolean positive(List<StartValue> values) {
        return values.stream().allMatch(each -> each.value() > 0);
    }

    private static MeanAndSd sample(List<StartValue> values, boolean relative) {
        var numbers = values.stream().mapToDouble(StartValue::value).toArray();
        return relative ? MeanAndSd.ofLogs(numbers) : MeanAndSd.of(numbers);
    }

    private static double shown(double mean, boolean relative) {
        return relative ? Math.exp(mean) : mean;
    }

    private static double change(double difference, boolean relative) {
        return relative ? Math.expm1(difference) : difference;
    }

    /** Repeats of one start do not show how starts differ. */
    private static boolean ofDifferentStarts(RunSet set) {
        return set.distinctStarts() == set.sound().size();
    }
}
