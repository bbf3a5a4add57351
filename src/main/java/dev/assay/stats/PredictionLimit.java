package dev.assay.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A limit for one more run, from the mean and the standard deviation of K earlier runs: how far it must be from the mean so that the run
 * fails by chance only so often. Valid if the runs are independent and normally distributed. Without any spread the limit is the mean.
 *
 * <p>The next run's distance from the mean, divided by sd √(1 + 1 / K), has Student's t distribution with K − 1 degrees of freedom.
 *
 * <p>Source: Hahn and Meeker, Statistical Intervals (1991), section 4.7, prediction interval for one future observation.
 */
public final class PredictionLimit {
    private PredictionLimit() {}

    /**
     * Returns the limit that the next run is above by chance only so often: mean + t(1 − rate / limits, K − 1) sd √(1 + 1 / K).
     *
     * @param runs at least two
     * @param rate the probability that at least one of the limits fails by chance is at most this, between 0 and 0.5 exclusive
     * @param limits how many limits share the rate, at least 1
     * @throws IllegalArgumentException if one is outside
     */
    public static double above(MeanAndSd runs, double rate, int limits) {
        if (limits < 1 || !(rate > 0 && rate < 0.5)) {
            throw new IllegalArgumentException(
                    "A false-alarm rate must be between 0 and 0.5, shared by at least one limit, found [" + rate
                            + " for " + limits + " limits].");
        }
        var scale = scale(runs);
        return scale == 0 ? runs.mean() : runs.mean() + student(runs).inverseSurvivalProbability(rate / limits) * scale;
    }

    /** Returns the limit that the next run is below by chance only so often, as {@link #above} does for the other side. */
    public static double below(MeanAndSd runs, double rate, int limits) {
        return 0 - above(runs.negated(), rate, limits);
    }

    /**
     * Returns the probability that the next run is above a limit by chance: "2.3 sd from 5 runs fails by chance in 1 of 20".
     *
     * @param runs at least two
     */
    public static double falseAlarmAbove(MeanAndSd runs, double limit) {
        var scale = scale(runs);
        if (scale == 0) {
            return runs.mean() > limit ? 1 : 0;
        }
        return student(runs).survivalProbability((limit - runs.mean()) / scale);
    }

    /** Returns the probability that the next run is below a limit by chance, as {@link #falseAlarmAbove} does for the other side. */
    public static double falseAlarmBelow(MeanAndSd runs, double limit) {
        return falseAlarmAbove(runs.negated(), -limit);
    }

    /**
     * Returns the smallest change that a limit above the runs sees: a next run that is larger by so much is above the limit with this
     * probability. It is limit − mean + t(power, K − 1) sd √(1 + 1 / K), at least 0.
     *
     * @param runs at least two
     * @param power between 0.5 and 1 exclusive: 0.95
     */
    public static double smallestChangeSeenAbove(MeanAndSd runs, double limit, double power) {
        ScoreBound.requireOneSided(power);
        var scale = scale(runs);
        var beyond = scale == 0 ? 0 : student(runs).inverseSurvivalProbability(1 - power) * scale;
        return Math.max(0, limit - runs.mean() + beyond);
    }

    /** Returns the smallest change that a limit below the runs sees, above 0, as {@link #smallestChangeSeenAbove} for the other side. */
    public static double smallestChangeSeenBelow(MeanAndSd runs, double limit, double power) {
        return smallestChangeSeenAbove(runs.negated(), -limit, power);
    }

    private static TDistribution student(MeanAndSd runs) {
        return TDistribution.of(runs.n() - 1.0);
    }

    private static double scale(MeanAndSd runs) {
        if (runs.n() < 2) {
            throw new IllegalArgumentException("A limit from runs needs at least two, found [" + runs.n() + "].");
        }
        return runs.sd() * Math.sqrt(1 + 1.0 / runs.n());
    }
}
