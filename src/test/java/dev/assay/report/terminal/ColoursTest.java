package dev.assay.report.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColoursTest {
    private static final String ESCAPE = Character.toString(0x1b);

    @ParameterizedTest
    @CsvSource({
        "auto,   X,              x, true,  true",
        "auto,   X,              x, false, false",
        "auto,   NO_COLOR,       1, true,  false",
        "auto,   NO_COLOR,       0, true,  false",
        "auto,   NO_COLOR,      '', true,  true",
        "auto,   FORCE_COLOR,    1, false, true",
        "auto,   FORCE_COLOR,    0, true,  false",
        "auto,   FORCE_COLOR,   '', false, false",
        "auto,   CLICOLOR_FORCE, 1, false, true",
        "auto,   CLICOLOR_FORCE, 0, false, false",
        "auto,   CLICOLOR,       0, true,  false",
        "auto,   TERM,        dumb, true,  false",
        "auto,   TERM,       xterm, false, false",
        "auto,   CI,          true, false, false",
        "always, NO_COLOR,       1, false, true",
        "never,  FORCE_COLOR,    1, true,  false",
    })
    void colourFollowsTheCommandLineThenTheEnvironmentThenTheTerminal(
            String style, String variable, String value, boolean terminal, boolean on) {
        assertThat(Colours.of(Optional.of(style), Map.of(variable, value), terminal)
                        .on())
                .isEqualTo(on);
    }

    @Test
    void noColorCountsMoreThanWhatAsksForColour() {
        assertThat(Colours.of(Optional.empty(), Map.of("NO_COLOR", "1", "FORCE_COLOR", "1"), true))
                .isEqualTo(Colours.OFF);
    }

    @ParameterizedTest
    @CsvSource({
        "PASS a c4, 32, PASS",
        "FAIL a c4: tpot, '1;31', FAIL",
        "UNMEASURED    a, 35, UNMEASURED",
        "INCONCLUSIVE, 33, INCONCLUSIVE",
        "would FAIL a, 33, would FAIL",
        "would be UNMEASURED a, 33, would be UNMEASURED",
        "FAIL (waived) a, 33, FAIL (waived)",
        "NO VERDICT    a, 35, NO VERDICT",
        "warning: x, 33, warning:"
    })
    void onlyTheWordOfAVerdictIsColouredAndStays(String line, String code, String word) {
        assertThat(new Colours(true).line(line))
                .isEqualTo(ESCAPE + "[" + code + "m" + word + ESCAPE + "[0m" + line.substring(word.length()));
        assertThat(Colours.OFF.line(line)).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({"PASSED a", "a FAIL", "smollm2 c4: 5/40 done"})
    void otherLinesStayAsTheyAre(String line) {
        assertThat(new Colours(true).line(line)).isEqualTo(line);
    }
}
