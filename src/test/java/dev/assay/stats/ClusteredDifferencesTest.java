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

    @Test
    void refusesDifferencesWithoutClusters() {
        assertThatThrownBy(() -> ClusteredDifferences.mean(new double[] {1}, new int[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Each difference needs a cluster, and there must be one, found [1 differences, 0 clusters].");
    }
}
