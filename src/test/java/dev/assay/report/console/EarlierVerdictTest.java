package dev.assay.report.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarlierVerdictTest {
    @ParameterizedTest
    @CsvSource({
        "PT0.01S, about 1 s",
        "PT44.4S, about 44 s",
        "PT99.4S, about 99 s",
        "PT99.5S, about 2 min",
        "PT1H39M, about 99 min",
        "PT1H40M, about 1.7 h",
        "PT2H, about 2 h",
        "PT36H30M, about 36.5 h"
    })
    void saysATimeAsPeoplePlanWithIt(Duration time, String said) {
        assertThat(EarlierVerdict.about(time)).isEqualTo(said);
    }
}
