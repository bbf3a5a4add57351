package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RatioOfSumsTest {
    private static RatioOfSums of(GoldenValue golden) {
        return RatioOfSums.of(golden.arguments().get(0), golden.arguments().get(1));
    }

    @Test
    void agreesWithSciPy() {
        assertThat(GoldenValue.of("ratio-of-sums"))
                .allSatisfy(golden ->
                        assertThat(of(golden).value()).as(golden.toString()).isCloseTo(golden.value(), within(1e-14)));
        assertThat(GoldenValue.of("ratio-at-least"))
                .allSatisfy(golden -> assertThat(of(golden).atLeast(golden.last()))
                        .as(golden.toString())
                        .isCloseTo(golden.value(), within(1e-9)));
        assertThat(GoldenValue.of("ratio-at-most"))
                .allSatisfy(golden -> assertThat(of(golden).atMost(golden.last()))
                        .as(golden.toString())
                        .isCloseTo(golden.value(), within(1e-9)));
    }

    @Test
    void findsTheLeastNumberOfGroupsThatSciPyFindsByCounting() {
        assertThat(GoldenValue.of("ratio-groups-below")).allSatisfy(golden -> {
            var ratio = of(golden);
            var asked = golden.arguments().getLast();
            assertThat(ratio.groupsToShowBelow(ratio.value() + asked[1], asked[0]))
                    .as(golden.toString())
                    .hasValue((int) golden.value());
        });
        assertThat(GoldenValue.of("ratio-groups-above")).allSatisfy(golden -> {
            var ratio = of(golden);
            var asked = golden.arguments().getLast();
            assertThat(ratio.groupsToShowAbove(ratio.value() - asked[1], asked[0]))
                    .as(golden.toString())
                    .hasValue((int) golden.value());
        });
    }

    /** By hand: ratio 6/4; the residuals are 1 - 1.5 and 5 - 4.5, so the standard error is √(2 / 1 · 0.5) / 4. */
    @Test
    void standardErrorComesFromTheResidualsOfGroups() {
        var ratio = RatioOfSums.of(new double[] {1, 5}, new double[] {1, 3});

        assertThat(ratio).isEqualTo(new RatioOfSums(1.5, Math.sqrt(2 * 0.5) / 4, 2));
        assertThat(ratio.minus(1)).isEqualTo(new RatioOfSums(0.5, 0.25, 2));
    }

    @Test
    void withEqualDenominatorsItIsTheTTestOfAMean() {
        var ratio = RatioOfSums.of(new double[] {3, 1, 4, 1, 5}, new double[] {1, 1, 1, 1, 1});

        var mean = MeanDifference.paired(MeanAndSd.of(3, 1, 4, 1, 5));
        assertThat(ratio.atLeast(0.99)).isCloseTo(mean.atLeast(0.99), within(1e-12));
        assertThat(ratio.interval(0.95).high()).isCloseTo(mean.atMost(0.975), within(1e-12));
        // SciPy 1.17.1: stats.ttest_1samp([3, 1, 4, 1, 5], 0).confidence_interval(0.95).low
        assertThat(ratio.interval(0.95).low()).isCloseTo(0.5788439158417646, within(1e-12));
    }

    @Test
    void equalRatiosHaveNoSpread() {
        var same = RatioOfSums.of(new double[] {2, 4, 8}, new double[] {1, 2, 4});

        assertThat(same).isEqualTo(new RatioOfSums(2, 0, 3));
        assertThat(same.interval(0.95)).isEqualTo(new Interval(2, 2, 0.95));
        assertThat(same.groupsToShowBelow(2.01, 0.95)).hasValue(2);
        assertThat(same.groupsToShowBelow(2, 0.95)).isEmpty();
        assertThat(same.groupsToShowAbove(1.99, 0.95)).hasValue(2);
        assertThat(same.groupsToShowAbove(2, 0.95)).isEmpty();
    }

    @Test
    void oneGroupSaysNothingOfTheSpread() {
        var one = RatioOfSums.of(new double[] {3}, new double[] {2});

        assertThat(one.value()).isEqualTo(1.5);
        assertThat(one.atLeast(0.95)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(one.atMost(0.99)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(one.groupsToShowBelow(2, 0.95)).isEmpty();
        assertThat(one.groupsToShowAbove(1, 0.95)).isEmpty();
    }

    @Test
    void noNumberOfGroupsShowsWhatIsNotSo() {
        var ratio = RatioOfSums.of(new double[] {1, 5}, new double[] {1, 3});

        assertThat(ratio.groupsToShowBelow(1.5, 0.95)).isEmpty();
        assertThat(ratio.groupsToShowAbove(1.6, 0.95)).isEmpty();
    }

    @Test
    void refusesGroupsWithoutNumbers() {
        assertThatThrownBy(() -> RatioOfSums.of(new double[] {1, 2}, new double[] {0, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "A ratio of sums needs two numbers of each group, and a second sum above 0, found [2, 2, sum 0.0].");
        assertThatThrownBy(() -> RatioOfSums.of(new double[] {1}, new double[] {1, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "A ratio of sums needs two numbers of each group, and a second sum above 0, found [1, 2, sum 2.0].");
        assertThatThrownBy(() -> RatioOfSums.of(new double[] {Double.NaN, 1}, new double[] {1, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "A ratio needs a finite value, and a standard error that is infinite only with one group, found [NaN, NaN, 2 groups].");
    }
}
