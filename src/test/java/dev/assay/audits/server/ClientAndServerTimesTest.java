package dev.assay.audits.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAndServerTimesTest {
    /** By more than 1 ms, and by more than 1 %, which is 5 ms of 500. */
    @ParameterizedTest
    @CsvSource({"49, 50, false", "48.99, 50, true", "495, 500, false", "494.9, 500, true", "50, 50, false"})
    void aFirstTokenIsTooEarlyWhereNoClockExplainsIt(double here, double there, boolean tooEarly) {
        assertThat(ClientAndServerTimes.tooEarly(here, there)).isEqualTo(tooEarly);
    }

    /** By more than 25 ms, and by more than 10 %, which is 50 ms of 500. */
    @ParameterizedTest
    @CsvSource({"75, 50, false", "75.01, 50, true", "550, 500, false", "550.1, 500, true", "50, 50, false"})
    void aFirstTokenIsLateWhereTheDifferenceIsWorthANote(double here, double there, boolean late) {
        assertThat(ClientAndServerTimes.late(here, there)).isEqualTo(late);
    }
}
