package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumberNeededTest {
    /** ½ √4 is 1, which is not above 1. */
    @Test
    void aScoreThatReachesZIsNotAboveIt() {
        assertThat(NumberNeeded.growing(1, 0.5, 1, 10)).hasValue(5);
        assertThat(NumberNeeded.growing(1, 0.5, 1, 4)).isEmpty();
    }

    @Test
    void theLeastAndTheLargestNumberMayBeTheOne() {
        assertThat(NumberNeeded.least(3, 9, number -> true)).hasValue(3);
        assertThat(NumberNeeded.least(3, 9, number -> number >= 9)).hasValue(9);
        assertThat(NumberNeeded.least(3, 9, number -> false)).isEmpty();
    }
}
