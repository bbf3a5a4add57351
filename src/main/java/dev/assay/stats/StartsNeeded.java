package dev.assay.stats;

import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * The least number of starts that would decide a comparison by a t test, if the means and the spreads seen were the true ones. Larger is
 * worse; where smaller is worse, both sides are given {@link MeanAndSd#negated}. Empty if no number up to {@value #MOST_STARTS} would, or if
 * nothing is known of a spread.
 */
public final class StartsNeeded {
    /** The largest number of starts that is looked at. */
    public static final int MOST_STARTS = 1000;

    private StartsNeeded() {}

    /**
     * Returns the least number of starts on each side with which the upper bound of the difference by Welch's test is below the margin.
     *
     * @param margin in the unit of the means: for logarithms {@link MeanDifference#logMargin}
     * @param level the confidence, between 0.5 and 1 exclusive: 0.95
     */
    public static OptionalInt aSideToShowNoWorse(MeanAndSd now, MeanAndSd reference, double margin, double level) {
        return aSide(now, reference, comparison -> comparison.atMost(level) < margin);
    }

    /**
     * Returns the least number of starts on each side with which the lower bound of the difference by Welch's test is above 0, and the
     * difference is above what is ignored.
     *
     * @param ignore in the unit of the means, at least 0
     * @param level the confidence, between 0.5 and 1 exclusive: 0.99
     */
    public static OptionalInt aSideToShowWorse(MeanAndSd now, MeanAndSd reference, double ignore, double level) {
        return aSide(now, reference, comparison -> comparison.difference() > ignore && comparison.atLeast(level) > 0);
    }

    /**
     * Returns the least number of pairs with which the upper bound of the mean difference is below the margin. It is an estimate: the bound
     * is that of the paired t test, and there are enough pairs for the exact sign-flip test to have a bound at this level.
     *
     * @param differences the differences within the pairs, now minus reference
     */
    public static OptionalInt pairsToShowNoWorse(MeanAndSd differences, double margin, double level) {
        return pairs(differences, level, comparison -> comparison.atMost(level) < margin);
    }

    /**
     * Returns the least number of pairs with which the lower bound of the mean difference is above 0, and the difference is above what is
     * ignored. It is an estimate, as with {@link #pairsToShowNoWorse}.
     *
     * @param differences the differences within the pairs, now minus reference
     */
    public static OptionalInt pairsToShowWorse(MeanAndSd differences, double ignore, double level) {
        return pairs(
                differences, level, comparison -> comparison.difference() > ignore && comparison.atLeast(level) > 0);
    }

    private static OptionalInt aSide(MeanAndSd now, MeanAndSd reference, Predicate<MeanDifference> decides) {
        if (now.n() == 1 || reference.n() == 1) {
            return OptionalInt.empty();
        }
        // The bounds come nearer to the difference with every start.
        return NumberNeeded.least(
                2, MOST_STARTS, starts -> decides.test(MeanDifference.welch(of(starts, now), of(starts, reference))));
    }

    private static OptionalInt pairs(MeanAndSd differences, double level, Predicate<MeanDifference> decides) {
        if (differences.n() == 1) {
            return OptionalInt.empty();
        }
        return NumberNeeded.least(
                Math.max(2, SignFlip.leastPairs(1 - level)),
                MOST_STARTS,
                pairs -> decides.test(MeanDifference.paired(of(pairs, differences))));
    }

    private static MeanAndSd of(int n, MeanAndSd seen) {
        return new MeanAndSd(n, seen.mean(), seen.sd());
    }
}
