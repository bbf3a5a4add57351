package dev.assay.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkTest {
    private static String own() {
        return Mark.here().text();
    }

    @Test
    void ofAGateThatRunsIsNoOrphans() {
        assertThat(Mark.here().isNear()).isTrue();
        assertThat(Mark.here().isOrphaned()).isFalse();
    }

    @Test
    void ofAGateThatIsGoneIsAnOrphans() {
        assertThat(new Mark(own().replaceFirst("^[0-9]+", "4194305")).isOrphaned())
                .isTrue();
    }

    @Test
    void ofAnotherProcessThatHadTheNumberIsAnOrphans() {
        assertThat(new Mark(own().replaceFirst("@[^@]*@", "@2001-01-01T00:00:00Z@")).isOrphaned())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "17", "x@y@z", "17@2026-11-21T12:00:00Z@pid:[1]", "17@2026-11-21T12:00:00Z"})
    void ofWhatCannotBeSeenFromHereIsLeftAlone(String text) {
        assertThat(new Mark(text).isNear()).isFalse();
        assertThat(new Mark(text).isOrphaned()).isFalse();
    }
}
