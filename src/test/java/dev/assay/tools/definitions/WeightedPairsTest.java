package dev.assay.tools.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightedPairsTest {
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "500, 1", "500, 2", "500, 7", "100000, 1", "100000, 2"})
    void sortsAndMergesPairs(int count, int weightKinds) {
        var random = new Random(count + weightKinds);
        var values = random.doubles(count).map(value -> Math.rint(value * 1000)).toArray();
        var weights = random.doubles(count)
                .map(value -> value < 200.0 / (count + 1) ? 0 : Math.ceil(value * weightKinds))
                .toArray();
        var expected = new TreeMap<Double, Double>();
        for (var i = 0; i < count; i++) {
            expected.merge(values[i], weights[i], Double::sum);
        }

        var pairs = WeightedPairs.sorted(values, weights, count).merged();

        assertThat(Arrays.copyOf(pairs.values(), pairs.size()))
                .containsExactly(expected.keySet().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray());
        assertThat(Arrays.copyOf(pairs.weights(), pairs.size()))
                .containsExactly(expected.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray());
    }

    @ParameterizedTest
    @CsvSource({"3", "30"})
    void leavesOutPairsWithoutWeightUnlessAllAre(int count) {
        var values = new double[count];
        Arrays.setAll(values, i -> i);
        var weights = new double[count];
        weights[1] = 5;

        assertThat(WeightedPairs.sorted(values.clone(), weights.clone(), count)
                        .heavy()
                        .size())
                .isEqualTo(1);

        var all = WeightedPairs.sorted(values, new double[count], count).heavy();
        assertThat(all.size()).isEqualTo(count);
        assertThat(all.weights()).containsOnly(1);
    }
}
