package dev.assay.server.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerTagTest {
    private static String own() {
        return OwnerTag.here().text();
    }

    @Test
    void ofARunningGateIsNotOrphaned() {
        assertThat(OwnerTag.here().isInThisNamespace()).isTrue();
        assertThat(OwnerTag.here().isOrphaned()).isFalse();
    }

    @Test
    void ofAGateThatEndedIsOrphaned() {
        assertThat(new OwnerTag(own().replaceFirst("^[0-9]+", "4194305")).isOrphaned())
                .isTrue();
    }

    @Test
    void ofAnEarlierProcessWithTheSameNumberIsOrphaned() {
        assertThat(new OwnerTag(own().replaceFirst("@[^@]*@", "@2001-01-01T00:00:00Z@")).isOrphaned())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "17", "x@y@z", "17@2026-11-21T12:00:00Z@pid:[1]", "17@2026-11-21T12:00:00Z"})
    void ofAnotherNamespaceIsNotOrphaned(String text) {
        assertThat(new OwnerTag(text).isInThisNamespace()).isFalse();
        assertThat(new OwnerTag(text).isOrphaned()).isFalse();
    }
}
