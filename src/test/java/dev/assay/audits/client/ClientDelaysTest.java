package dev.assay.audits.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.figures.Statistic;
import dev.assay.recording.ClientDisturbance;
import dev.assay.stats.Sample;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Delays of 8, 3 and 1 ms, and 100, 101 to 110 ms of eleven requests. */
class ClientDelaysTest {
    private static final Optional<Sample> ELEVEN =
            Optional.of(Sample.of(IntStream.rangeClosed(100, 110).asDoubleStream()));

    private static ClientDelays delays(int atOnce, Long... longest) {
        return new ClientDelays(
                new ClientDisturbance(1_000_000_000, 900_000, List.of(longest), 40_000, 0, 0, null), atOnce);
    }

    private static ClientDelays three(int atOnce) {
        return delays(atOnce, 8_000_000L, 3_000_000L, 1_000_000L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # without the four that the longest held up, the median is the second, 101, held up by 3: 98 of 105
            4  | p50  | 7
            # the largest: 110 - 8, 106 - 3 or 102 - 1
            4  | max  | 7
            # one stream: 110 - 8, 109 - 3 or 108 - 1
            1  | max  | 3
            1  | p50  | 3
            # all may have come at once
            11 | max  | 8
            11 | p50  | 8
            # nothing is smaller than the smallest
            1  | min  | 8
            # how far values lie apart changes by what one of them was held up, at most
            1  | sd   | 8
            # on average, and 1.645 √((8³ + 3³ + 1³) / (3 × 1000) / (11 / 4)); or of one instant, if all come at once
            4  | mean | 0.460858214086
            11 | mean | 0.737914393031
            """)
    void raiseAStatisticByWhatTheyCanHaveHeldUp(int atOnce, String statistic, double raised) {
        assertThat(three(atOnce).raised(Statistic.valueOf(statistic.toUpperCase(Locale.ROOT)), ELEVEN))
                .isCloseTo(raised, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # without the four that lost most, the smallest is 104, which lost 3; or 108, which lost 1
            4 | min  | 7
            1 | min  | 3
            4 | max  | 8
            4 | mean | 0.460858214086
            """)
    void lowerAStatisticThatBeginsWithALateStamp(int atOnce, String statistic, double lowered) {
        assertThat(three(atOnce).lowered(Statistic.valueOf(statistic.toUpperCase(Locale.ROOT)), ELEVEN))
                .isCloseTo(lowered, within(1e-9));
    }

    @Test
    void moveHardlyAnythingOfManyAlikeButForTheFewestOfFew() {
        var alike = Optional.of(Sample.of(IntStream.range(0, 1000).mapToDouble(i -> 10)));

        assertThat(three(4).raised(Statistic.P99, alike)).isCloseTo(1, within(1e-9));
        assertThat(three(4).raised(Statistic.P99, Optional.of(Sample.of(10)))).isCloseTo(8, within(1e-9));
    }

    @Test
    void moveNothingWhereNoneWasSeen() {
        assertThat(delays(4).raised(Statistic.P99, ELEVEN)).isZero();
        assertThat(delays(4).longest()).isZero();
        assertThat(three(4).raised(Statistic.P99, Optional.empty())).isCloseTo(8, within(1e-9));
    }
}
