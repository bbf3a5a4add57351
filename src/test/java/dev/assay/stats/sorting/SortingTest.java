package dev.assay.stats.sorting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortingTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 16, 17, 1000, 8192, 8193, 100_000})
    void sortsAsTheLibraryDoes(int count) {
        var values = numbers(count);
        var expected = values.clone();
        Arrays.sort(expected);

        Sorting.sort(values);

        assertThat(values).containsExactly(expected);
    }

    private static double[] numbers(int count) {
        var random = new Random(count);
        return random.doubles(count)
                .map(value -> switch (random.nextInt(5)) {
                    case 0 -> Math.rint(value * 10);
                    case 1 -> -value * 1e300;
                    case 2 -> value * Double.MIN_NORMAL;
                    default -> value * 1000;
                })
                .map(value -> value + 0.0)
                .toArray();
    }

    /** Numbers that are nearly the same, but for one, all fall into one bucket. */
    @ParameterizedTest
    @ValueSource(ints = {100, 5000, 100_000})
    void sortsNumbersCloseTogetherAndOneFarAway(int count) {
        var values =
                new Random(count).doubles(count).map(value -> 25 + value * 1e-9).toArray();
        values[count / 2] = -1e300;
        values[count / 3] = 1e300;
        var expected = values.clone();
        Arrays.sort(expected);

        Sorting.sort(values);

        assertThat(values).containsExactly(expected);
    }

    /** The pairs of equal numbers are in the order of their weights, and what follows the pairs stays as it is. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 16, 17, 1000, 8192, 8193, 100_000})
    void movesEachWeightWithItsNumber(int count) {
        var values = Arrays.copyOf(numbers(count), count + 1);
        var weights = new Random(count).doubles(count + 1).map(Math::rint).toArray();
        var expected = IntStream.range(0, count)
                .mapToObj(i -> List.of(values[i], weights[i]))
                .sorted(Comparator.<List<Double>>comparingDouble(List::getFirst).thenComparingDouble(List::getLast))
                .toList();
        var after = List.of(values[count], weights[count]);

        Sorting.sort(values, weights, count);

        assertThat(IntStream.range(0, count)
                        .mapToObj(i -> List.of(values[i], weights[i]))
                        .toList())
                .isEqualTo(expected);
        assertThat(List.of(values[count], weights[count])).isEqualTo(after);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -3.5, Double.MAX_VALUE})
    void leavesEqualNumbersAsTheyAre(double value) {
        var values = new double[70_000];
        Arrays.fill(values, value);

        Sorting.sort(values);

        assertThat(values).containsOnly(value);
    }

    @Test
    void ofEqualNumbersTheSmallestWeightComesFirst() {
        var values = new double[] {2, 1, 2, 1};
        var weights = new double[] {1, 4, 0, 3};

        Sorting.sort(values, weights, 4);

        assertThat(values).containsExactly(1, 1, 2, 2);
        assertThat(weights).containsExactly(3, 4, 0, 1);
    }
}
