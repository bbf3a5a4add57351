package dev.assay.gate.outlook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.comparison.Levels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartsPreviewTest {
    /** SciPy 1.17.1: t.ppf(level, 2 n − 2) · √(2 / n), of 0.95 and of 1 − 0.01 / m. */
    @ParameterizedTest(name = "{0} starts, {1} limits")
    @CsvSource({"2, 1, 2.9 sd, 7.0 sd", "4, 1, 1.4 sd, 2.2 sd", "6, 6, 1.0 sd, 2.2 sd", "10, 1, 0.8 sd, 1.1 sd"})
    void moreStartsShowSmallerChanges(int starts, int limits, String passes, String shows) {
        assertThat(new StartsPreview(starts, Levels.of(limits)).sentence())
                .isEqualTo(starts + " starts against as many pass " + passes
                        + " below the margin, and show a change from " + shows + " on (sd: between starts)");
    }

    @Test
    void oneStartNeedsTheSpreadOfTheReference() {
        assertThat(new StartsPreview(1, Levels.of(1)).sentence())
                .isEqualTo("one start is judged by the spread of the reference, if that has several starts; otherwise"
                        + " INCONCLUSIVE");
    }
}
