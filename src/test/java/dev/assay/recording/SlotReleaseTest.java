package dev.assay.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SlotReleaseTest {
    static Stream<SlotRelease> all() {
        return Stream.of(
                new SlotRelease.Freed(512, Duration.ofNanos(380_000_001), Duration.ofNanos(125_000_000)),
                new SlotRelease.Held(Duration.ofSeconds(15)),
                new SlotRelease.Unseen("the server runs other requests (3)"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void standsAmongFactsAndIsReadFromThem(SlotRelease release) {
        assertThat(SlotRelease.in(release.facts())).isEqualTo(release);
    }

    @Test
    void isTakenFromTheOtherFacts() {
        var facts = new LinkedHashMap<>(Map.of("model", "smollm2"));
        all().forEach(release -> facts.putAll(release.facts()));

        assertThat(SlotRelease.others(facts)).isEqualTo(Map.of("model", "smollm2"));
    }

    @Test
    void isUnseenWhereTheFactsSayNothingOfIt() {
        assertThat(SlotRelease.in(Map.of("model", "smollm2")))
                .isEqualTo(new SlotRelease.Unseen("nothing was cancelled when this was measured"));
    }

    @Test
    void isUnseenWhereTheFactsAreDamaged() {
        assertThat(SlotRelease.in(Map.of("slot free after cancel", "soon", "cancelled of tokens", "512")))
                .isEqualTo(
                        new SlotRelease.Unseen("the recorded facts about it cannot be read: For input string: \"\""));
    }
}
