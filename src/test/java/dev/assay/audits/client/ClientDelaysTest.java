package dev.assay.audits.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.figures.Statistic;
import dev.assay.recording.ClientDisturbance;
import dev.assay.recording.ReadingDelays;
import dev.assay.recording.ReadingDelays.Pass;
import dev.assay.stats.Sample;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Delays of 8, 3 and 1 ms, and 100, 101 to 110 ms of eleven requests. */
class ClientDelaysTest {
    private static final Optional<Sample> ELEVEN =
            Optional.of(Sample.of(IntStream.rangeClosed(100, 110).asDoubleStream()));

    private static ClientDelays delays(int atOnce, Long... longest) {
        return delays(atOnce, null, null, longest);
    }

    private static ClientDelays delays(
            int atOnce, @Nullable ReadingDelays reading, @Nullable ReadingDelays usual, Long... longest) {
        return new ClientDelays(
                new ClientDisturbance(1_000_000_000, 900_000, List.of(longest), 40_000, 0, 0, null, reading),
                usual,
                atOnce);
    }

    /** A thousand reads, of which one pass of three waited 60 ms, one of two 2 ms. */
    private static ReadingDelays reading(long readShift, long instantShift) {
        return new ReadingDelays(
                1000, readShift, instantShift, 0, List.of(new Pass(60_000_000, 3), new Pass(2_000_000, 2)));
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
        assertThat(three(atOnce).raised(Statistic.valueOf(statistic.toUpperCase(Locale.ROOT)), ELEVEN, 0))
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
        assertThat(three(atOnce).lowered(Statistic.valueOf(statistic.toUpperCase(Locale.ROOT)), ELEVEN, 0))
                .isCloseTo(lowered, within(1e-9));
    }

    @Test
    void moveHardlyAnythingOfManyAlikeButForTheFewestOfFew() {
        var alike = Optional.of(Sample.of(IntStream.range(0, 1000).mapToDouble(i -> 10)));

        assertThat(three(4).raised(Statistic.P99, alike, 0)).isCloseTo(1, within(1e-9));
        assertThat(three(4).raised(Statistic.P99, Optional.of(Sample.of(10)), 0))
                .isCloseTo(8, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # one stream slept 8 ms late, but the thread that reads kept three values waiting for 60: 110 - 60, 107 - 2 or 105
            max  | 0 | 5
            # the median is the sixth, 105; or without three of the largest 102 and 2
            p50  | 0 | 5
            # of a wait of 60 ms, half is in the overhead; of one of 2 ms, all
            max  | 30 | 3
            p50  | 30 | 3
            sd   | 0  | 60
            sd   | 30 | 30
            """)
    void leaveOutTheReadsOfAPass(String statistic, double covered, double raised) {
        var seen = delays(1, reading(0, 0), null, 1_000_000L);

        assertThat(seen.raised(Statistic.valueOf(statistic.toUpperCase(Locale.ROOT)), ELEVEN, covered))
                .isCloseTo(raised, within(1e-9));
        assertThat(seen.longest(covered)).isEqualTo(60 - covered);
    }

    /** Two threads that saw the same 8 ms: they count once. */
    @Test
    void countOnceWhatTwoThreadsSaw() {
        var pass = new ReadingDelays(1000, 0, 0, 0, List.of(new Pass(8_000_000, 11)));
        var both = delays(11, pass, null, 8_000_000L);

        assertThat(both.raised(Statistic.MAX, ELEVEN, 0)).isCloseTo(8, within(1e-9));
        assertThat(both.longest(0)).isEqualTo(8);
    }

    /**
     * What bytes waited on average, beyond the calibration, and 1.645 standard errors: of eleven instants √((60² × 3 + 2² × 2) / (3 × 1000) / 11) of a
     * read, √((60³ + 2³) / (3 × 1000) / 11) of an instant.
     */
    @Test
    void moveAMeanByWhatIsLongerThanInTheCalibration() {
        var usual = new ReadingDelays(500, 700_000, 100_000, 0, List.of());

        assertThat(delays(1, reading(9_000_000, 0), usual).raised(Statistic.MEAN, ELEVEN, 0))
                .isCloseTo(9.241416054611, within(1e-9));
        assertThat(delays(1, reading(0, 900_000), usual).raised(Statistic.MEAN, ELEVEN, 0))
                .isCloseTo(5.008660076844, within(1e-9));
        assertThat(delays(1, reading(9_000_000, 900_000), usual).raised(Statistic.MEAN, ELEVEN, 60))
                .isCloseTo(8.3, within(1e-9));
        assertThat(delays(1, reading(700_000, 100_000), usual).raised(Statistic.MEAN, ELEVEN, 60))
                .isCloseTo(0.04, within(1e-9));
    }

    @Test
    void moveNothingWhereNoneWasSeen() {
        assertThat(delays(4).raised(Statistic.P99, ELEVEN, 0)).isZero();
        assertThat(delays(4).longest(0)).isZero();
        assertThat(three(4).raised(Statistic.P99, Optional.empty(), 0)).isCloseTo(8, within(1e-9));
    }
}
