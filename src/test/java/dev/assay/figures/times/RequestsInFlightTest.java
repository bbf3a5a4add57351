package dev.assay.figures.times;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.recording.BackgroundRecord;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Times are milliseconds in the comments and nanoseconds in the code. */
class RequestsInFlightTest {
    private static final long MS = 1_000_000;

    /** From 0 to 40, from 10 to 30, from 30 to 50. */
    private static final List<Trace> THREE = List.of(
            Traces.whole("a", 0, 20, 10, 3), Traces.whole("b", 10, 10, 10, 2), Traces.whole("c", 30, 10, 10, 2));

    @Test
    void areAtMostTwoWhereOneEndsAsAnotherIsSent() {
        assertThat(RequestsInFlight.most(THREE)).isEqualTo(2);
        assertThat(RequestsInFlight.most(List.of())).isZero();
    }

    @Test
    void areFullFromTheFirstInstantWithAsMany() {
        assertThat(RequestsInFlight.firstFull(THREE, 1)).hasValue(0);
        assertThat(RequestsInFlight.firstFull(THREE, 2)).hasValue(10 * MS);
        assertThat(RequestsInFlight.firstFull(THREE, 3)).isEmpty();
    }

    /** From 20 to 45: 20 + 10 + 15 of 25. From 60 on none. */
    @Test
    void areOnAverageTheSumOfTheirTimesWithinAPeriod() {
        assertThat(RequestsInFlight.mean(THREE, 20 * MS, 45 * MS)).isEqualTo(45.0 / 25);
        assertThat(RequestsInFlight.mean(THREE, 60 * MS, 70 * MS)).isZero();
    }

    /** From 5 to 15 and from 5 to 7, of 10 to 20: 5 of 10. */
    @Test
    void ofABackgroundLoadAreCountedInTheSameWay() {
        var load = new BackgroundRecord(
                "c4",
                2,
                List.of(new BackgroundRecord.Request(5, 15), new BackgroundRecord.Request(5, 7)),
                0,
                List.of());

        assertThat(RequestsInFlight.mean(load, 10, 20)).isEqualTo(0.5);
    }
}
