package dev.assay.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class QuietProcessTest {
    private static final long MILLIS = 1_000_000;

    private final List<Long> pauses = new ArrayList<>();

    /** Returns how often it looks if the process works so many milliseconds in each pause, and as many as in the last one in all further ones. */
    private int looks(long... millis) {
        LongSupplier processor = () -> {
            var total = 0L;
            for (var i = 0; i < pauses.size(); i++) {
                total += millis[Math.min(i, millis.length - 1)] * MILLIS;
            }
            return total;
        };
        LongConsumer pause = pauses::add;
        return QuietProcess.await(processor, pause);
    }

    @Test
    void waitsOneLookIfNothingWorks() {
        assertThat(looks(0)).isEqualTo(1);
        assertThat(pauses).containsExactly(100 * MILLIS);
    }

    @Test
    void waitsUntilLittleIsLeftToDo() {
        assertThat(looks(90, 40, 20, 10)).isEqualTo(4);
        assertThat(pauses).hasSize(4);
    }

    @Test
    void waitsNoLongerThanASecondForAProcessThatIsNeverQuiet() {
        assertThat(looks(100)).isEqualTo(10);
        assertThat(pauses).hasSize(10);
    }

    @Test
    void doesNotWaitWhereTheProcessorTimeIsNotKnown() {
        assertThat(QuietProcess.await(() -> -1, pauses::add)).isZero();
        assertThat(pauses).isEmpty();
    }
}
