package dev.assay.stats;

import java.util.HashMap;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Differences within pairs that come in clusters, for instance the questions about one text. Differences of one cluster may depend on each
 * other in any way; clusters are independent.
 */
public final class ClusteredDifferences {
    private static final double UPPER = 0.975;

    private ClusteredDifferences() {}

    /**
     * Returns of how many independent observations a share of clustered ones is known as well, at most as many as there are. If all observations are alike, the
     * spread says nothing, and each cluster counts as one.
     *
     * <p>The size is p (1 − p) / se², with the standard error of {@link #mean}, times (z / t)², with the 97.5 % quantiles of the normal distribution and of
     * Student's t with one degree of freedom less than there are clusters. So that an interval with z is as wide as one with t.
     *
     * <p>Source: Korn and Graubard, Confidence intervals for proportions with small expected number of positive counts estimated from survey data, Survey
     * Methodology 24 (1998).
     *
     * @param values 0 or 1 each
     */
    public static double effectiveSize(double[] values, int[] clusters) {
        var mean = mean(values, clusters);
        if (!Double.isFinite(mean.standardError())) {
            return 1;
        }
        var spread = mean.difference() * (1 - mean.difference());
        if (spread == 0) {
            return mean.degreesOfFreedom() + 1;
        }
        var z = NormalDistribution.of(0, 1).inverseCumulativeProbability(UPPER);
        var t = TDistribution.of(mean.degreesOfFreedom()).inverseCumulativeProbability(UPPER);
        var size = spread / (mean.standardError() * mean.standardError()) * (z / t) * (z / t);
        return Math.min(values.length, size);
    }

    /**
     * Returns the mean of all differences with its cluster-robust standard error, for t tests and bounds with one degree of freedom less
     * than there are clusters. With one cluster nothing is known of the spread.
     *
     * <p>The standard error is √(G / (G − 1) Σ e²) / n, with n differences in G clusters, and e the sum of a cluster's differences from the
     * mean of all.
     *
     * <p>Source: Liang and Zeger, Longitudinal data analysis using generalized linear models, Biometrika 73 (1986); factor and degrees of
     * freedom as in Cameron and Miller, A practitioner's guide to cluster-robust inference, Journal of Human Resources 50 (2015).
     *
     * @param differences now minus reference: -1, 0 or 1 for one question asked once; at least one
     * @param clusters the cluster of each difference, any numbers
     * @throws IllegalArgumentException if there is no difference, or not one cluster for each
     */
    public static MeanDifference mean(double[] differences, int[] clusters) {
        if (differences.length == 0 || differences.length != clusters.length) {
            throw new IllegalArgumentException("Each difference needs a cluster, and there must be one, found ["
                    + differences.length + " differences, " + clusters.length + " clusters].");
        }
        var mean = Sample.of(differences).mean();
        var errors = new HashMap<Integer, Double>();
        for (var i = 0; i < differences.length; i++) {
            errors.merge(clusters[i], differences[i] - mean, Double::sum);
        }
        var groups = errors.size();
        if (groups == 1) {
            return new MeanDifference(mean, Double.POSITIVE_INFINITY, 0);
        }
        var squares =
                errors.values().stream().mapToDouble(error -> error * error).sum();
        var standardError = Math.sqrt(squares * groups / (groups - 1.0)) / differences.length;
        return new MeanDifference(mean, standardError, groups - 1.0);
    }
}
