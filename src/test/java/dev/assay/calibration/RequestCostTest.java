package dev.assay.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.calibration.RequestCost.Work;
import dev.assay.wire.LaunchPace;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestCostTest {
    @Test
    void isWhatExplainsBothTimes() {
        // 11 µs for a request, 5 µs for a read.
        var cost = RequestCost.of(new Work(3000, 6000, 63_000_000), new Work(200, 60_000, 302_200_000));

        assertThat(cost.launchNanos()).isCloseTo(11_000, within(1e-6));
        assertThat(cost.readNanos()).isCloseTo(5_000, within(1e-6));
    }

    /** The short answers took less than their reads alone, by the cost of a read in the long ones. */
    @Test
    void takesARequestForAsDearAsAReadWhereTheErrorMakesItCheaper() {
        // (24 + 245.4) ms for 3,000 + 6,000 + 200 + 60,000
        assertThat(RequestCost.of(new Work(3000, 6000, 24_000_000), new Work(200, 60_000, 245_400_000)))
                .satisfies(cost -> assertThat(cost.launchNanos()).isCloseTo(3_893.06, within(0.01)))
                .satisfies(cost -> assertThat(cost.readNanos()).isEqualTo(cost.launchNanos()));
        // Two times of which neither says more than the other: 3 ms for 600.
        assertThat(RequestCost.of(new Work(100, 200, 1_000_000), new Work(100, 200, 2_000_000)))
                .isEqualTo(new RequestCost(5_000, 5_000));
    }

    @Test
    void isUnknownWhereATimeIs() {
        assertThat(RequestCost.of(new Work(3000, 6000, 0), new Work(200, 60_000, 300_000_000)))
                .isEqualTo(RequestCost.UNKNOWN);
        assertThat(RequestCost.of(new Work(3000, 6000, 63_000_000), new Work(200, 60_000, -1)))
                .isEqualTo(RequestCost.UNKNOWN);
    }

    @Test
    void leavesTheReadsTheirShareOfTheThread() {
        var cost = new RequestCost(11_000, 5_000);

        // 1,000 streams of 100 tokens per second take half of the thread.
        assertThat(cost.pace(100_000 / 1e9)).isEqualTo(new LaunchPace(22_000));
        assertThat(cost.pace(0)).isEqualTo(new LaunchPace(11_000));
        assertThat(cost.pace(1)).isEqualTo(new LaunchPace(27_500));
        assertThat(RequestCost.UNKNOWN.pace(0)).isEqualTo(LaunchPace.SLOW);
    }

    @Test
    void neverAsksForALongerPauseThanTheSlowestPace() {
        assertThat(new RequestCost(90_000, 5_000).pace(100_000 / 1e9).nanos()).isEqualTo(100_000);
    }

    @Test
    void isMeasuredAtTokensThatManyStreamsShare() {
        assertThat(TokenTiming.of(1)).isEqualTo(TokenTiming.STANDARD);
        assertThat(TokenTiming.of(1000)).isEqualTo(TokenTiming.STANDARD);
        assertThat(TokenTiming.of(5000).gap()).isEqualTo(Duration.ofMillis(50));
        assertThat(TokenTiming.of(5000).first()).isEqualTo(TokenTiming.STANDARD.first());
    }
}
