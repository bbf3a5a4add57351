package dev.assay.figures.times;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.testspecs.Pace;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Due at 0, 1, 2 and 60 ms; they ended at 40, 30, 50 and 90 ms. */
class ReleaseTimesTest {
    private static final long MS = 1_000_000;

    private static final List<Trace> FOUR = List.of(
            Traces.bare("d", 60, 61, 90),
            Traces.bare("c", 2, 33, 50),
            Traces.bare("b", 1, 1, 30),
            Traces.bare("a", 0, 0, 40));

    @Test
    void areTheDueTimesWithoutAThrottle() {
        assertThat(ReleaseTimes.of(new Pace.Closed(4), FOUR))
                .isEqualTo(Map.of("a", 0L, "b", MS, "c", 2 * MS, "d", 60 * MS));
        assertThat(ReleaseTimes.lag(new Pace.Closed(4), FOUR).values()).containsExactly(0.0, 0.0, 1.0, 31.0);
    }

    /** With two at a time the third may go when one has ended, at 30 ms, and the fourth when two have. */
    @Test
    void areTheEndsOfEarlierRequestsWithAThrottle() {
        assertThat(ReleaseTimes.of(new Pace.Closed(4, 2), FOUR))
                .isEqualTo(Map.of("a", 0L, "b", MS, "c", 30 * MS, "d", 60 * MS));
        assertThat(ReleaseTimes.lag(new Pace.Closed(4, 2), FOUR).values()).containsExactly(0.0, 0.0, 1.0, 3.0);
    }

    /** With one at a time each waits for the one before: the ends in their order are 30, 40, 50 and 90 ms. */
    @Test
    void areNotEarlierThanTheDueTimes() {
        assertThat(ReleaseTimes.of(new Pace.Closed(4, 1), FOUR))
                .isEqualTo(Map.of("a", 0L, "b", 30 * MS, "c", 40 * MS, "d", 60 * MS));
    }
}
