package dev.assay.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.recording.Histogram.Bucket;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistogramTest {
    private static final Histogram TIMES =
            new Histogram(10, 2.5, List.of(new Bucket(0.1, 2), new Bucket(0.2, 6), new Bucket(0.5, 9)));

    @Test
    void hasTheMeanOfWhatWasAddedUp() {
        assertThat(TIMES.mean()).hasValue(0.25);
    }

    /** Half of ten are five: three of the four beyond 0.1, so 0.1 + 0.1 × 3 / 4. */
    @Test
    void drawsAStraightLineWithinABucket() {
        assertThat(TIMES.quantile(0.5).orElseThrow()).isCloseTo(0.175, within(1e-12));
        assertThat(TIMES.quantile(0.1).orElseThrow()).isCloseTo(0.05, within(1e-12));
    }

    @Test
    void knowsNoMoreThanTheLastBoundBeyondIt() {
        assertThat(TIMES.quantile(0.99)).hasValue(0.5);
    }

    @Test
    void saysNothingOfNothing() {
        var none = TIMES.since(TIMES);

        assertThat(none.count()).isZero();
        assertThat(none.mean()).isEmpty();
        assertThat(none.quantile(0.5)).isEmpty();
        assertThat(new Histogram(3, 1, List.of()).quantile(0.5)).isEmpty();
    }

    @Test
    void takesAwayWhatWasThereBeforeAndAddsWhatAnotherHas() {
        var before = new Histogram(4, 0.5, List.of(new Bucket(0.1, 1), new Bucket(0.2, 4), new Bucket(0.5, 4)));

        assertThat(TIMES.since(before))
                .isEqualTo(new Histogram(6, 2, List.of(new Bucket(0.1, 1), new Bucket(0.2, 2), new Bucket(0.5, 5))));
        assertThat(TIMES.plus(before))
                .isEqualTo(new Histogram(14, 3, List.of(new Bucket(0.1, 3), new Bucket(0.2, 10), new Bucket(0.5, 13))));
    }

    @Test
    void leavesOutABoundThatOnlyOneHas() {
        assertThat(TIMES.plus(new Histogram(1, 1, List.of(new Bucket(0.2, 1)))).buckets())
                .containsExactly(new Bucket(0.2, 7));
    }
}
