package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignFlipTest {
    private static final double MILLISECOND = 0.001;

    private static SignFlip of(GoldenValue golden) {
        return SignFlip.of(golden.arguments().getFirst(), 1);
    }

    /** SciPy's {@code permutation_test((differences,), sum, permutation_type='samples', n_resamples=inf)}; zeros and ties occur. */
    @Test
    void pValuesAgreeWithScipy() {
        assertThat(GoldenValue.of("flip-p-above"))
                .allSatisfy(golden -> assertThat(of(golden).pAbove()).isEqualTo(golden.value()));
        assertThat(GoldenValue.of("flip-p-below"))
                .allSatisfy(golden -> assertThat(of(golden).pBelow()).isEqualTo(golden.value()));
    }

    @Test
    void boundsAreMeansOfSubsetsCountedByAnotherProgram() {
        assertThat(GoldenValue.of("flip-at-least"))
                .allSatisfy(golden -> assertThat(of(golden).atLeast(1 - golden.last()))
                        .satisfiesAnyOf(
                                bound -> assertThat(bound).isEqualTo(golden.value()),
                                bound -> assertThat(bound).isCloseTo(golden.value(), within(1e-12))));
        assertThat(GoldenValue.of("flip-at-most"))
                .allSatisfy(golden -> assertThat(of(golden).atMost(1 - golden.last()))
                        .satisfiesAnyOf(
                                bound -> assertThat(bound).isEqualTo(golden.value()),
                                bound -> assertThat(bound).isCloseTo(golden.value(), within(1e-12))));
    }

    @Test
    void theLowerBoundIsAboveZeroExactlyIfTheTestRejects() {
        var random = new Random(1);
        for (var i = 0; i < 200; i++) {
            var flip =
                    SignFlip.of(random.ints(4 + i % 8, -6, 12).asDoubleStream().toArray(), 1);

            assertThat(flip.atLeast(0.95) > 0).isEqualTo(flip.pAbove() <= 0.05);
            assertThat(flip.atMost(0.95) < 0).isEqualTo(flip.pBelow() <= 0.05);
        }
    }

    @Test
    void differencesWithinTheResolutionAreEqual() {
        // 0.3 − 0.2 and 0.1 are not the same double.
        var flip = SignFlip.of(new double[] {0.3 - 0.2, -0.1, 0.0001}, MILLISECOND);

        assertThat(flip.mean()).isZero();
        // Of the signs of two equal differences 3 in 4 choices have a sum of at least 0.
        assertThat(flip.pAbove()).isEqualTo(0.75);
    }

    @Test
    void differencesWithoutSpreadAreTheirOwnBound() {
        var flip = SignFlip.of(new double[] {2, 2, 2, 2, 2, 2, 2}, MILLISECOND);

        assertThat(flip.atLeast(0.99)).isCloseTo(2, within(1e-12));
        assertThat(flip.atMost(0.95)).isCloseTo(2, within(1e-12));
        assertThat(flip.pAbove()).isEqualTo(1.0 / 128);
    }

    /** All 2²⁴ choices of signs of 24 blocks, each one sign away from the one before it (a Gray code). */
    @Test
    void morePairsThanBlocksAreTurnedInBlocksAndTheTestStaysExact() {
        var differences = new Random(7).ints(48, -20, 24).asDoubleStream().toArray();
        var flip = SignFlip.of(differences, 1);

        var signed = IntStream.range(0, 24)
                .mapToLong(block -> (long) (differences[2 * block] + differences[2 * block + 1]))
                .toArray();
        var seen = Arrays.stream(signed).sum();
        var sum = seen;
        var count = 1;
        for (var choice = 1; choice < 1 << 24; choice++) {
            var block = Integer.numberOfTrailingZeros(choice);
            sum -= 2 * signed[block];
            signed[block] = -signed[block];
            count += sum >= seen ? 1 : 0;
        }
        assertThat(flip.pairs()).isEqualTo(48);
        assertThat(flip.pAbove()).isEqualTo(count / Math.scalb(1.0, 24));
    }

    @ParameterizedTest
    @CsvSource({"0.05, 5", "0.01, 7", "0.0033333, 9", "0.0016667, 10", "0.00083333, 11", "0.0078125, 7"})
    void leastPairsAreThoseWhoseSmallestPIsLowEnough(double alpha, int pairs) {
        assertThat(SignFlip.leastPairs(alpha)).isEqualTo(pairs);
        assertThat(SignFlip.smallestP(pairs)).isLessThanOrEqualTo(alpha);
        assertThat(SignFlip.smallestP(pairs - 1)).isGreaterThan(alpha);
    }

    @Test
    void fewerPairsHaveNoBound() {
        var four = SignFlip.of(new double[] {2, 3, 4, 5}, MILLISECOND);

        assertThat(four.atLeast(0.95)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(four.atMost(0.95)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void refusesWhatCannotBeTested() {
        assertThatThrownBy(() -> SignFlip.of(new double[0], 1))
                .hasMessage(
                        "A sign-flip test needs a difference and a resolution above 0, found [0 differences, 1.0].");
        assertThatThrownBy(() -> SignFlip.of(new double[] {1}, 0))
                .hasMessage(
                        "A sign-flip test needs a difference and a resolution above 0, found [1 differences, 0.0].");
        assertThatThrownBy(() -> SignFlip.of(new double[] {Double.NaN}, 1))
                .hasMessage(
                        "A difference must be a number of at most 2^43 times the resolution, found [NaN] and [1.0].");
        assertThatThrownBy(() -> SignFlip.leastPairs(1e-9))
                .hasMessage("An exact sign-flip test reaches p-values down to 5.960464477539063E-8, wanted [1.0E-9].");
    }

    /** At 1/128 of 128 choices only the empty set may be left: the bound is the smallest difference. */
    @Test
    void atTheSmallestPTheBoundIsTheSmallestDifference() {
        var flip = SignFlip.of(new double[] {3.5, 1.5, 2, 3, 2.5, 4, 7}, 0.5);

        assertThat(flip.mean()).isEqualTo(23.5 / 7);
        assertThat(flip.atLeast(1 - 1.0 / 128)).isCloseTo(1.5, within(1e-12));
        assertThat(flip.atMost(1 - 1.0 / 128)).isCloseTo(7, within(1e-12));
        assertThat(flip.atLeast(1 - 1.0 / 129)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    /** Of 50 pairs in 24 blocks, two blocks have three pairs. The first block has the smallest mean, the last the largest. */
    @Test
    void theBoundOfBlocksAtTheSmallestPIsTheSmallestMeanOfABlock() {
        var differences = IntStream.range(0, 50).mapToDouble(i -> 100 + i).toArray();
        var flip = SignFlip.of(differences, 1);

        assertThat(flip.mean()).isEqualTo(124.5);
        assertThat(flip.atLeast(1 - Math.scalb(1.0, -24))).isCloseTo(101, within(1e-9));
        assertThat(flip.atMost(1 - Math.scalb(1.0, -24))).isCloseTo(148.5, within(1e-9));
    }

    @Test
    void theLargestDifferenceIsTwoToThe43TimesTheResolution() {
        assertThat(SignFlip.of(new double[] {Math.scalb(1.0, 43)}, 1).mean()).isEqualTo(Math.scalb(1.0, 43));
        assertThatThrownBy(() -> SignFlip.of(new double[] {-Math.scalb(1.0, 43) - 1}, 1))
                .hasMessage("A difference must be a number of at most 2^43 times the resolution, found"
                        + " [-8.796093022209E12] and [1.0].");
    }
}
