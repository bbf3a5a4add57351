package dev.assay.figures.times;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.figures.times.FirstRead.By;
import dev.assay.trace.Transcript.Usage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An answer of 11 tokens: ttft 100 ms, e2e 200 ms. Values worked out by hand; the arithmetic stands beside them. */
class TokenTimeTest {
    private static final long MS = 1_000_000;
    private static final Usage ELEVEN = new Usage(256, 11, null);

    private static FirstRead read(int fewest, double likely, int most) {
        return new FirstRead(fewest, likely, most, By.TOKENIZER);
    }

    private static @Nullable TokenTime timeIfKnown(FirstRead first, boolean several, long ttft, long e2e, int reads) {
        return TokenTime.of(ELEVEN, first, several, ttft * MS, e2e * MS, reads);
    }

    private static TokenTime time(FirstRead first, boolean several, long ttft, long e2e, int reads) {
        return Objects.requireNonNull(timeIfKnown(first, several, ttft, e2e, reads));
    }

    @Test
    void isTheTimeAfterTheFirstReadOfEachLaterToken() {
        // 100 / (11 − 1)
        assertThat(time(read(1, 1, 1), false, 100, 200, 2)).isEqualTo(new TokenTime(10, 10, 10, 0, 10));
        assertThat(time(read(1, 1, 1), false, 100, 200, 2).exact()).isTrue();
    }

    @Test
    void isARangeWhereTheTokensOfTheFirstReadAreOne() {
        var rough = time(read(1, 3, 6), false, 100, 200, 2);

        // 100 / (11 − 1), 100 / (11 − 3), 100 / (11 − 6)
        assertThat(rough).isEqualTo(new TokenTime(10, 12.5, 20, 0, 5));
        assertThat(rough.exact()).isFalse();
        assertThat(rough.atFastest()).isEqualTo(new TokenTime(10, 10, 10, 0, 5));
        assertThat(rough.atSlowest()).isEqualTo(new TokenTime(20, 20, 20, 0, 5));
        assertThat(rough.atSlowest().exact()).isTrue();
    }

    /** Eleven tokens may all have come in the first read, and then one is taken to follow. */
    @Test
    void isTheWholeTimeWhereAllTokensMayHaveComeFirst() {
        assertThat(time(read(1, 6, 11), false, 100, 200, 2)).isEqualTo(new TokenTime(10, 20, 100, 0, 1));
    }

    /** Five tokens in 10 ms and six in 190 ms: 31.7 ms each, more than half of the 2 ms of the first. */
    @Test
    void isNotHeldBackWhereTheFirstTokensCameFaster() {
        assertThat(time(read(5, 5, 5), true, 10, 200, 3).held()).isZero();
    }

    /** Five tokens in 100 ms are 20 ms each. Half of it is 10 ms: six in 60 ms are just at the pace, six in 54 ms are not. */
    @Test
    void mayBeHeldBackWhereTheFirstTokensTookMoreThanTwiceTheTime() {
        assertThat(time(read(5, 5, 5), true, 100, 160, 3)).isEqualTo(new TokenTime(10, 10, 10, 0, 6));

        var held = time(read(5, 5, 5), true, 100, 154, 3);
        // 54 / 6; if all were held back, 154 / (11 − 1)
        assertThat(held).isEqualTo(new TokenTime(9, 9, 9, 15.4, 6));
        assertThat(held.slowest()).isEqualTo(15.4);
        assertThat(held.exact()).isFalse();
        assertThat(time(read(5, 5, 5), false, 100, 154, 3).held()).isZero();
    }

    @Test
    void isUnknownWhereNoTokenFollowsOrNothingCountsThem() {
        assertThat(timeIfKnown(read(11, 11, 11), false, 100, 200, 2)).isNull();
        assertThat(timeIfKnown(read(1, 1, 1), false, 100, 200, 1)).isNull();
        assertThat(TokenTime.of(null, read(1, 1, 1), false, 100, 200, 2)).isNull();
        assertThat(TokenTime.of(ELEVEN, null, false, 100, 200, 2)).isNull();
    }
}
