package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankSumTest {
    private static double[] values(String written) {
        return Arrays.stream(written.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /** SciPy 1.17.1: stats.mannwhitneyu(high, low, alternative='greater', method='exact').pvalue; low is 1 to n. */
    @ParameterizedTest
    @CsvSource({
        "5 6 7, 4, 0.02857142857142857",
        "4.5 6 7 2.5, 5, 0.09523809523809523",
        "37 38 39 40, 36, 1.09421162052741e-05",
        "30.5 28.5 36.5 20.5, 36, 0.02980632454316665",
        "1.5, 2, 0.6666666666666666"
    })
    void agreesWithSciPy(String high, int low, double pValue) {
        var others = IntStream.rangeClosed(1, low).mapToDouble(i -> i).toArray();

        assertThat(RankSum.pValue(values(high), others)).isCloseTo(pValue, within(pValue * 1e-12));
    }

    /**
     * The groups are {2} and {1, 2, 3}. A number has the second or a higher of 4 ranks with probability 3/4. The tie counts as not larger.
     */
    @Test
    void doesNotCountATieAsLarger() {
        assertThat(RankSum.pValue(new double[] {2}, new double[] {1, 2, 3})).isCloseTo(0.75, within(1e-15));
    }

    @Test
    void needsTwoGroups() {
        assertThatThrownBy(() -> RankSum.pValue(new double[0], new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A rank-sum test needs two groups, found [0 and 1] values.");
    }
}
