package dev.assay.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.recording.SlotRelease;
import dev.assay.testing.Traces;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamStepsTest {
    /** Three events in two reads, 40 ms apart; the end comes with the last. */
    @Test
    void areOfTheReadsThatBroughtOutput() {
        var trace = Traces.trace("a")
                .role(10)
                .says(20, "a")
                .says(20, "b")
                .says(60, "c")
                .finish(90, "stop")
                .done()
                .build();

        assertThat(StreamSteps.of(trace))
                .contains(new StreamSteps(3, 2, trace.body().size(), Duration.ofMillis(40)));
        assertThat(StreamSteps.of(Traces.trace("a").role(10).done().build())).isEmpty();
    }

    @Test
    void areReadBackFromTheFactsOfAServer() {
        var steps = new StreamSteps(64, 3, 12_000, Duration.ofMillis(1260));

        assertThat(steps.facts())
                .isEqualTo(Map.of("steps of a long stream", "64 events in 3 reads, 12000 bytes, 1260000000 ns"));
        assertThat(StreamSteps.in(steps.facts())).contains(steps);
        assertThat(steps.step()).isEqualTo(Duration.ofMillis(630));
        assertThat(new StreamSteps(64, 2, 12_000, Duration.ofMillis(1260)).step())
                .isEqualTo(Duration.ofMillis(1260));
        assertThat(new StreamSteps(64, 1, 12_000, Duration.ofMillis(1260)).step())
                .isZero();
        assertThat(StreamSteps.isFact("steps of a long stream")).isTrue();
        assertThat(StreamSteps.isFact("engine")).isFalse();
        assertThat(StreamSteps.in(Map.of())).isEmpty();
        assertThat(StreamSteps.in(Map.of("steps of a long stream", "many"))).isEmpty();
        assertThat(SlotRelease.others(steps.facts())).isEmpty();
    }
}
