package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeanDifferenceTest {
    private static MeanDifference of(String method, GoldenValue golden) {
        var now = MeanAndSd.ofLogs(golden.arguments().get(0));
        var reference = MeanAndSd.ofLogs(golden.arguments().get(1));
        return method.equals("welch") ? MeanDifference.welch(now, reference) : MeanDifference.pooled(now, reference);
    }

    /** SciPy's {@code ttest_ind(log(now), log(reference), equal_var=…)} with {@code confidence_interval(2 level − 1)}. */
    @ParameterizedTest
    @ValueSource(strings = {"welch", "pooled"})
    void boundsOfLogsAgreeWithScipy(String method) {
        assertThat(GoldenValue.of(method + "-at-least"))
                .allSatisfy(golden ->
                        assertThat(of(method, golden).atLeast(golden.last())).isCloseTo(golden.value(), within(1e-9)));
        assertThat(GoldenValue.of(method + "-at-most"))
                .allSatisfy(golden ->
                        assertThat(of(method, golden).atMost(golden.last())).isCloseTo(golden.value(), within(1e-9)));
    }

    /** SciPy's {@code ttest_ind(log(now), log(reference), equal_var=…, alternative=…)}. */
    @ParameterizedTest
    @ValueSource(strings = {"welch", "pooled"})
    void pValuesOfLogsAgreeWithScipy(String method) {
        assertThat(GoldenValue.of(method + "-p-above"))
                .allSatisfy(golden -> assertThat(of(method, golden).pAbove(0))
                        .isCloseTo(golden.value(), within(1e-9 * golden.value())));
        assertThat(GoldenValue.of(method + "-p-below"))
                .allSatisfy(golden -> assertThat(of(method, golden).pBelow(0))
                        .isCloseTo(golden.value(), within(1e-9 * golden.value())));
    }

    @Test
    void differentMeansWithoutSpreadAreADifference() {
        for (var method : List.of("welch", "pooled")) {
            var slower = compared(method, new double[] {6, 6, 6}, new double[] {5, 5, 5});

            assertThat(slower.pAbove(0)).isZero();
            assertThat(slower.pBelow(0)).isEqualTo(1);
            assertThat(slower.atLeast(0.99)).isEqualTo(1);
            assertThat(slower.atMost(0.95)).isEqualTo(1);
        }
    }

    @Test
    void equalMeansWithoutSpreadAreNoDifference() {
        for (var method : List.of("welch", "pooled")) {
            var equal = compared(method, new double[] {0.1, 0.1, 0.1}, new double[] {0.1, 0.1, 0.1, 0.1, 0.1, 0.1});

            assertThat(equal.pAbove(0)).isEqualTo(1);
            assertThat(equal.pBelow(0)).isEqualTo(1);
            assertThat(equal.atLeast(0.99)).isZero();
            assertThat(equal.atMost(0.95)).isZero();
        }
    }

    private static MeanDifference compared(String method, double[] now, double[] reference) {
        return method.equals("welch")
                ? MeanDifference.welch(MeanAndSd.of(now), MeanAndSd.of(reference))
                : MeanDifference.pooled(MeanAndSd.of(now), MeanAndSd.of(reference));
    }

    @Test
    void oneStartHasNoSpreadThatWelchCouldKnow() {
        var one = MeanDifference.welch(MeanAndSd.of(6), MeanAndSd.of(5, 5.5, 6));

        assertThat(one).isEqualTo(new MeanDifference(0.5, Double.POSITIVE_INFINITY, 0));
        assertThat(one.atLeast(0.99)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(one.atMost(0.95)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(one.pAbove(0)).isEqualTo(1);
        assertThat(MeanDifference.pooled(MeanAndSd.of(6), MeanAndSd.of(5)).pAbove(0))
                .isEqualTo(1);
    }

    /** SciPy 1.17.1: stats.ttest_ind([6], [5, 5.1, 5.2], equal_var=True, alternative='greater').pvalue. */
    @Test
    void oneStartIsComparedWithTheSpreadOfTheOthersIfPooled() {
        assertThat(MeanDifference.pooled(MeanAndSd.of(6), MeanAndSd.of(5, 5.1, 5.2))
                        .pAbove(0))
                .isCloseTo(0.008032650971672576, within(1e-9));
    }

    /** SciPy 1.17.1: stats.ttest_1samp([3, 1, 4, 1, 5], 0).confidence_interval(0.9); alternative='greater' for p. */
    @Test
    void pairsAreComparedByTheirDifferences() {
        var paired = MeanDifference.paired(MeanAndSd.of(3, 1, 4, 1, 5));

        assertThat(paired.atLeast(0.95)).isCloseTo(1.094522570938679, within(1e-9));
        assertThat(paired.pAbove(0)).isCloseTo(0.012448081730111383, within(1e-9));
        assertThat(MeanDifference.paired(MeanAndSd.of(3)).pAbove(0)).isEqualTo(1);
    }

    @Test
    void ofTwoMarginsTheLargerHolds() {
        assertThat(MeanDifference.logMargin(0.03, 2, 100)).isEqualTo(Math.log1p(0.03));
        assertThat(MeanDifference.logMargin(0.03, 2, 40)).isEqualTo(Math.log1p(0.05));
        assertThat(MeanDifference.logMarginDown(0.03, 2, 40)).isEqualTo(-Math.log1p(-0.05));
        assertThat(MeanDifference.logMarginDown(0.03, 2, 2)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThatThrownBy(() -> MeanDifference.logMargin(0.03, 2, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A margin must not be negative, and its reference be above 0, found [0.03, 2.0 of 0.0].");
    }

    @ParameterizedTest
    @CsvSource({"NaN, 1, 1", "1, -1, 1", "1, NaN, 1", "1, 1, 0", "1, Infinity, 1"})
    void refusesWhatIsNoComparison(double difference, double standardError, double freedom) {
        assertThatThrownBy(() -> new MeanDifference(difference, standardError, freedom))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "A difference of means needs a finite difference, and degrees of freedom unless its standard"
                                + " error is infinite, found [" + difference + ", " + standardError + ", " + freedom
                                + "].");
    }

    /** SciPy 1.17.1: stats.ttest_1samp([3, 1, 4, 1, 5], 2, alternative='greater').pvalue; 4 and 'less'. */
    @Test
    void pValuesAgainstAnotherDifferenceAgreeWithScipy() {
        var paired = MeanDifference.paired(MeanAndSd.of(3, 1, 4, 1, 5));

        assertThat(paired.pAbove(2)).isCloseTo(0.18695048315002938, within(1e-12));
        assertThat(paired.pBelow(4)).isCloseTo(0.10399999999999994, within(1e-12));
    }

    @Test
    void withoutSpreadThereIsADegreeOfFreedomForEachNumberButTwo() {
        var slower = MeanDifference.welch(MeanAndSd.of(6, 6, 6), MeanAndSd.of(5, 5, 5, 5));

        assertThat(slower).isEqualTo(new MeanDifference(1, 0, 5));
    }

    @Test
    void noMarginIsAMarginOfZero() {
        assertThat(MeanDifference.logMargin(0, 0, 40)).isZero();
        assertThat(MeanDifference.logMarginDown(0, 0, 40)).isZero();
    }
}
