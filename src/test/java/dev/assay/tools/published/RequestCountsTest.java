package dev.assay.tools.published;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestCountsTest {
    @Test
    void joinsNeighboursAndShowsWhereItGoesOn() {
        var counts = RequestCounts.of(10, 100, count -> count == 10 || (count >= 19 && count <= 20) || count >= 90);

        assertThat(counts).hasToString("10, 19 to 20, 90 and more");
        assertThat(counts.has(19)).isTrue();
        assertThat(counts.has(21)).isFalse();
        assertThat(counts.multiplesOf(10)).isEqualTo("10, 20, 90, 100");
    }

    @Test
    void showsTheFirstOfMany() {
        assertThat(RequestCounts.of(1, 100, count -> count % 10 == 5)).hasToString("5, 15, 25, 35, 45, …");
    }

    @Test
    void saysThatNoneFits() {
        var counts = RequestCounts.of(10, 100, count -> false);

        assertThat(counts).hasToString("none from 10 to 100");
        assertThat(counts.none()).isTrue();
        assertThat(counts.multiplesOf(10)).isEqualTo("none");
    }

    @Test
    void knowsWhenAllFit() {
        var counts = RequestCounts.of(10, 100, count -> true);

        assertThat(counts).hasToString("10 and more");
        assertThat(counts.all()).isTrue();
        assertThat(counts.multiplesOf(10)).isEqualTo("all");
    }
}
