package dev.assay.shards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.testspecs.Arrivals;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharingTest {
    private static List<String> words(Pace pace, int parts) {
        return IntStream.rangeClosed(1, parts)
                .mapToObj(number -> Sharing.words(pace, new Part(number, parts)))
                .toList();
    }

    @Test
    void saysHowManyEachPartHasInFlight() {
        assertThat(words(new Pace.Closed(6), 4))
                .containsExactly("2 in flight", "2 in flight", "1 in flight", "1 in flight");
        assertThat(words(new Pace.Closed(6), 1)).containsExactly("6 in flight");
        assertThat(words(new Pace.Closed(6, 4), 2))
                .containsExactly("concurrency 3, max-in-flight 2", "concurrency 3, max-in-flight 2");
    }

    /** With a throttle of three, the first part has two of every three arrivals. */
    @Test
    void saysWhichPartOfARateEachHas() {
        var rate = new Quantity(2, Unit.PER_SECOND, "2/s");

        assertThat(words(new Pace.Open(rate, new Arrivals.Constant(), 1, null, null), 4))
                .containsOnly("0.500/s of 2/s constant");
        assertThat(words(new Pace.Open(rate, new Arrivals.Constant(), 1, null, 3), 2))
                .containsExactly(
                        "1.333/s of 2/s constant, max-in-flight 2", "0.667/s of 2/s constant, max-in-flight 1");
        assertThat(words(new Pace.Open(rate, new Arrivals.Constant(), 1, null, 3), 1))
                .containsExactly("2/s constant, max-in-flight 3");
    }
}
