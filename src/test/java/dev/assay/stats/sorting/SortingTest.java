package dev.assay.stats.sorting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortingTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 1000, 65_535, 65_536, 100_000})
    void sortsAsTheLibraryDoes(int count) {
        var random = new Random(count);
        var values = random.doubles(count)
                .map(value -> switch (random.nextInt(5)) {
                    case 0 -> Math.rint(value * 10);
                    case 1 -> -value * 1e300;
                    case 2 -> value * Double.MIN_NORMAL;
                    default -> value * 1000;
                })
                .map(value -> value + 0.0)
                .toArray();
        var expected = values.clone();
        Arrays.sort(expected);

        Sorting.sort(values);

        assertThat(values).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -3.5, Double.MAX_VALUE})
    void leavesEqualNumbersAsTheyAre(double value) {
        var values = new double[70_000];
        Arrays.fill(values, value);

        Sorting.sort(values);

        assertThat(values).containsOnly(value);
    }
}
