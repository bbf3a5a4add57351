package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoissonCountTest {
    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({
        "86, 118, 0.0012243945942110861",
        "0, 7, 0.0009118819655545164",
        "96, 131.5, 0.0007115134609174183",
        "5, 1000, 0"
    })
    void agreesWithSciPy(int count, double mean, double chance) {
        // SciPy 1.17.1: stats.poisson.cdf(count, mean)
        assertThat(PoissonCount.probabilityOfAtMost(count, mean)).isCloseTo(chance, within(1e-13));
    }

    @Test
    void refusesAMeanOfZero() {
        assertThatThrownBy(() -> PoissonCount.probabilityOfAtMost(1, 0))
                .hasMessage("A mean count must be above" + " 0, found [0.0].");
    }
}
