package dev.assay.recording.shards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.recording.shards.JointClock.Known;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much later times are on the clock of all shards. */
class JointClockTest {
    @Test
    void beginsWithTheShardThatBeganFirst() {
        var clocks = List.of(new Known(1_500L, 90L, 95L), new Known(1_200L, 390L, 391L), new Known(1_207L, 383L, null));

        assertThat(JointClock.later(clocks)).containsExactly(300L, 0L, 7L);
    }

    @Test
    void takesTheAgreedStartAsOneInstantWhereAZeroIsNotKnown() {
        var clocks = List.of(new Known(1_500L, 90L, 95L), new Known(null, 400L, 400L));

        assertThat(JointClock.later(clocks)).containsExactly(310L, 0L);
    }

    @Test
    void takesTheFirstRequestsAsOneInstantWithoutAnAgreedStart() {
        var clocks = List.of(new Known(1_500L, 90L, 95L), new Known(null, null, 40L), new Known(null, null, null));

        assertThat(JointClock.later(clocks)).containsExactly(0L, 55L, 95L);
    }
}
