package dev.assay.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlatnessTest {
    private static final double[] AT =
            IntStream.rangeClosed(1, 100).mapToDouble(i -> 10_000 * i).toArray();

    private static double[] values(IntToDoubleFunction value) {
        return IntStream.rangeClosed(1, 100).mapToDouble(value).toArray();
    }

    @Test
    void doesNotCountTheStart() {
        var flat = Flatness.of(AT, values(i -> i <= 25 ? 100 * i : 50));

        assertThat(flat).isEqualTo(new Flatness(50, 0));
    }

    @Test
    void findsAGrowthOfAByteARequest() {
        var noise = new Random(7);
        var grown = Flatness.of(AT, values(i -> 80e6 + 10_000 * i + 200_000 * noise.nextGaussian()));

        // 74 steps of 10,000 bytes.
        assertThat(grown.growth()).isCloseTo(740_000, within(250_000.0));
        assertThat(grown.share()).isCloseTo(740_000 / 80.6e6, within(0.004));
    }

    @Test
    void isNotMovedByAFewDisturbedSamples() {
        var flat = Flatness.of(AT, values(i -> i % 10 == 0 ? 5000 : 100 + i % 3));

        assertThat(Math.abs(flat.share())).isLessThan(0.02);
    }

    @Test
    void findsThatSomethingFell() {
        assertThat(Flatness.of(AT, values(i -> 1000 - i)).growth()).isCloseTo(-74, within(1e-9));
    }

    @Test
    void refusesTooFewSamples() {
        assertThatThrownBy(() -> Flatness.of(new double[] {1, 2}, new double[] {1, 2}))
                .hasMessage("at least three samples after the first quarter are needed, found 2");
    }
}
