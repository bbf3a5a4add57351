package dev.assay.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The difference of two means with its standard error, for one-sided t tests and bounds: now minus reference.
 *
 * <p>Times and rates of starts are compared by their logarithms ({@link MeanAndSd#ofLogs}). The difference is then the logarithm of the
 * ratio of their geometric means: a change of +3 % is log(1.03). A margin in the unit of the figure is turned into a relative one first
 * ({@link #logMargin}).
 *
 * <p>No result is ever NaN. If neither sample has any spread, a difference is a difference: each bound is the difference itself, and the
 * p-value is 0 for what it is beyond, and 1 otherwise.
 *
 * @param difference the mean now minus the mean of the reference
 * @param standardError its standard error, at least 0; infinite if nothing is known of the spread
 * @param degreesOfFreedom of Student's t distribution, above 0; 0 if the standard error is infinite
 */
public record MeanDifference(double difference, double standardError, double degreesOfFreedom) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is NaN or negative where it must not be
     */
    public MeanDifference {
        if (!Double.isFinite(difference)
                || !(standardError >= 0)
                || !(degreesOfFreedom >= 0)
                || (degreesOfFreedom == 0) == Double.isFinite(standardError)) {
            throw new IllegalArgumentException(
                    "A difference of means needs a finite difference, and degrees of freedom unless its standard error is infinite, found ["
                            + difference + ", " + standardError + ", " + degreesOfFreedom + "].");
        }
    }

    /**
     * Compares two samples that may have different spreads. With only one number on a side nothing is known of its spread.
     *
     * <p>The standard error is √(v₁ + v₂) with v = sd² / n of each sample; the degrees of freedom are
     * (v₁ + v₂)² / (v₁² / (n₁ − 1) + v₂² / (n₂ − 1)).
     *
     * <p>Source: Welch, The generalization of "Student's" problem when several different population variances are involved, Biometrika 34
     * (1947); degrees of freedom by Satterthwaite, An approximate distribution of estimates of variance components, Biometrics Bulletin 2
     * (1946).
     */
    public static MeanDifference welch(MeanAndSd now, MeanAndSd reference) {
        var difference = now.mean() - reference.mean();
        if (now.n() == 1 || reference.n() == 1) {
            return unknown(difference);
        }
        var first = now.sd() * now.sd() / now.n();
        var second = reference.sd() * reference.sd() / reference.n();
        var sum = first + second;
        if (sum == 0) {
            return new MeanDifference(difference, 0, now.n() + reference.n() - 2.0);
        }
        // Relative shares: the squares of very small numbers would be 0.
        var part = first / sum;
        var freedom = 1 / (part * part / (now.n() - 1) + (1 - part) * (1 - part) / (reference.n() - 1));
        return new MeanDifference(difference, Math.sqrt(sum), freedom);
    }

    /**
     * Compares two samples with the same spread. One number on one side is enough, if the other has more.
     *
     * <p>The common variance is ((n₁ − 1) sd₁² + (n₂ − 1) sd₂²) / (n₁ + n₂ − 2), the standard error its root times √(1 / n₁ + 1 / n₂), the
     * degrees of freedom are n₁ + n₂ − 2.
     *
     * <p>Source: Student, The probable error of a mean, Biometrika 6 (1908); for two samples Fisher, Applications of "Student's"
     * distribution, Metron 5 (1925).
     */
    public static MeanDifference pooled(MeanAndSd now, MeanAndSd reference) {
        var difference = now.mean() - reference.mean();
        var freedom = now.n() + reference.n() - 2;
        if (freedom == 0) {
            return unknown(difference);
        }
        var variance = (squares(now) + squares(reference)) / freedom;
        return new MeanDifference(difference, Math.sqrt(variance * (1.0 / now.n() + 1.0 / reference.n())), freedom);
    }

    /**
     * Compares two samples whose numbers come in pairs: the mean of the differences within the pairs against 0.
     *
     * @param differences the differences within the pairs, now minus reference
     */
    public static MeanDifference paired(MeanAndSd differences) {
        return differences.n() == 1
                ? unknown(differences.mean())
                : new MeanDifference(
                        differences.mean(), differences.sd() / Math.sqrt(differences.n()), differences.n() - 1.0);
    }

    private static MeanDifference unknown(double difference) {
        return new MeanDifference(difference, Double.POSITIVE_INFINITY, 0);
    }

    private static double squares(MeanAndSd sample) {
        return sample.n() == 1 ? 0 : (sample.n() - 1) * sample.sd() * sample.sd();
    }

    /**
     * Returns a margin as a difference of logarithms, where a larger value is worse: log(1 + m), m being the larger of the relative margin
     * and the absolute margin divided by the mean of the reference. "3 % or 2 ms" is log(1.03) if the reference takes more than 66.7 ms,
     * else log(1 + 2 ms / mean). The mean of the reference counts as known here; its error would change the margin by the same small share.
     *
     * @param relative at least 0: 0.03 for 3 %
     * @param absolute at least 0, in the unit of the figure; 0 if there is none
     * @param referenceMean the geometric mean of the reference, above 0, in the same unit
     */
    public static double logMargin(double relative, double absolute, double referenceMean) {
        return Math.log1p(larger(relative, absolute, referenceMean));
    }

    /**
     * Returns a margin as a difference of logarithms, where a smaller value is worse: −log(1 − m), with m as in {@link #logMargin}. Infinite
     * if m is 1 or more, because no value loses more than all.
     */
    public static double logMarginDown(double relative, double absolute, double referenceMean) {
        var margin = larger(relative, absolute, referenceMean);
        return margin >= 1 ? Double.POSITIVE_INFINITY : -Math.log1p(-margin);
    }

    private static double larger(double relative, double absolute, double referenceMean) {
        if (!(relative >= 0 && absolute >= 0 && referenceMean > 0)) {
            throw new IllegalArgumentException("A margin must not be negative, and its reference be above 0, found ["
                    + relative + ", " + absolute + " of " + referenceMean + "].");
        }
        return Math.max(relative, absolute / referenceMean);
    }

    /**
     * Returns the one-sided lower confidence bound of the true difference; minus infinity if nothing is known of the spread.
     *
     * @param level the confidence, between 0.5 and 1 exclusive: 0.99
     */
    public double atLeast(double level) {
        return difference - reach(level);
    }

    /**
     * Returns the one-sided upper confidence bound of the true difference; infinite if nothing is known of the spread.
     *
     * @param level the confidence, between 0.5 and 1 exclusive: 0.95
     */
    public double atMost(double level) {
        return difference + reach(level);
    }

    private double reach(double level) {
        ScoreBound.requireOneSided(level);
        return Double.isFinite(standardError) && standardError > 0
                ? MeanAndSd.student(degreesOfFreedom, level) * standardError
                : standardError;
    }

    /** Returns the p-value against "the true difference is above this one", from 0 to 1; 1 if nothing is known of the spread. */
    public double pAbove(double value) {
        if (standardError == 0) {
            return difference > value ? 0 : 1;
        }
        return Double.isInfinite(standardError)
                ? 1
                : TDistribution.of(degreesOfFreedom).survivalProbability((difference - value) / standardError);
    }

    /** Returns the p-value against "the true difference is below this one", from 0 to 1; 1 if nothing is known of the spread. */
    public double pBelow(double value) {
        return new MeanDifference(0 - difference, standardError, degreesOfFreedom).pAbove(-value);
    }
}
