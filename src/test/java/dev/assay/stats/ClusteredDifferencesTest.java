package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClusteredDifferencesTest {
    /** Sums of deviations by hand: the mean is 0.25, the clusters' sums of deviations are 1, -0.5 and -0.5. */
    @Test
    void standardErrorComesFromTheSumsOfClusters() {
        var mean =
                ClusteredDifferences.mean(new double[] {1, 1, 1, -1, 0, 0, 0, 0}, new int[] {7, 7, 8, 8, 8, 8, 9, 9});

        assertThat(mean.difference()).isEqualTo(0.25);
        // Deviations: cluster 7: 2 × 0.75 = 1.5; cluster 8: 0.75 − 1.25 − 0.25 − 0.25 = −1; cluster 9: −0.5
        assertThat(mean.standardError()).isCloseTo(Math.sqrt(3.0 / 2 * (1.5 * 1.5 + 1 + 0.25)) / 8, within(1e-15));
        assertThat(mean.degreesOfFreedom()).isEqualTo(2);
    }

    @Test
    void withOneQuestionAClusterItIsThePairedTTest() {
        var differences = new double[] {3, 1, 4, 1, 5};

        var clustered = ClusteredDifferences.mean(differences, new int[] {1, 2, 3, 4, 5});

        var paired = MeanDifference.paired(MeanAndSd.of(differences));
        assertThat(clustered.difference()).isEqualTo(paired.difference());
        assertThat(clustered.standardError()).isCloseTo(paired.standardError(), within(1e-15));
        assertThat(clustered.degreesOfFreedom()).isEqualTo(paired.degreesOfFreedom());
    }

    @Test
    void oneClusterSaysNothingOfTheSpread() {
        var one = ClusteredDifferences.mean(new double[] {1, 0, 0}, new int[] {5, 5, 5});

        assertThat(one.atLeast(0.95)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    /**
     * Three questions with two answers each: both right, both wrong, one right. p = 1/2, the sums of deviations are 1, −1 and 0, so se² = 2 · 3/2 / 36, and
     * p (1 − p) / se² = 3. Quantiles by SciPy 1.17.1: norm.ppf(0.975) = 1.959963984540054, t.ppf(0.975, 2) = 4.302652729911275.
     */
    @Test
    void answersToThreeQuestionsAreWorthLessThanThreeObservations() {
        var size = ClusteredDifferences.effectiveSize(new double[] {1, 1, 0, 0, 1, 0}, new int[] {1, 1, 2, 2, 3, 3});

        assertThat(size).isCloseTo(3 * Math.pow(1.959963984540054 / 4.302652729911275, 2), within(1e-9));
    }

    @Test
    void answersThatAreAllAlikeAreWorthOneObservationForEachCluster() {
        assertThat(ClusteredDifferences.effectiveSize(new double[] {1, 1, 1, 1}, new int[] {1, 1, 2, 2}))
                .isEqualTo(2);
        assertThat(ClusteredDifferences.effectiveSize(new double[] {1, 0, 1}, new int[] {1, 1, 1}))
                .isEqualTo(1);
    }

    /** One half of the answers to each question is right, so that the spread between questions is 0: never more than all answers. */
    @Test
    void answersAreNeverWorthMoreThanTheyAreMany() {
        assertThat(ClusteredDifferences.effectiveSize(new double[] {1, 0, 0, 1}, new int[] {1, 1, 2, 2}))
                .isEqualTo(4);
    }

    @Test
    void refusesDifferencesWithoutClusters() {
        assertThatThrownBy(() -> ClusteredDifferences.mean(new double[] {1}, new int[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Each difference needs a cluster, and there must be one, found [1 differences, 0 clusters].");
    }
}
