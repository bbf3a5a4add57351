package dev.assay.stats;

import java.util.HashMap;

/**
 * Differences within pairs that come in clusters, for instance the questions about one text. Differences of one cluster may depend on each
 * other in any way; clusters are independent.
 */
public final class ClusteredDifferences {
    private ClusteredDifferences() {}

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
