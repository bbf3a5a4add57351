package dev.assay.report.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTextTest {
    private static final String ESCAPE = Character.toString(0x1b);

    @Test
    void showsControlCharactersInPlaceOfObeyingThem() {
        assertThat(TerminalText.line("a" + ESCAPE + "[31mred" + (char) 7 + (char) 0x7f + (char) 0x9b + "2J"))
                .isEqualTo("a\\u001b[31mred\\u0007\\u007f\\u009b2J");
        assertThat(TerminalText.line("one\r\ntwo\tthree")).isEqualTo("one\\r\\ntwo    three");
    }

    /** U+202E turns the rest of a line around; U+E0001 begins invisible tags; U+2028 ends a line. */
    @ParameterizedTest
    @CsvSource({
        "202E, \\u202e",
        "2066, \\u2066",
        "2028, \\u2028",
        "200B, \\u200b",
        "FEFF, \\ufeff",
        "E0001, \\u{e0001}",
        "D800, \\ud800"
    })
    void showsCharactersThatNobodySees(String point, String shown) {
        var text = "a" + Character.toString(Integer.parseInt(point, 16)) + "b";

        assertThat(TerminalText.line(text)).isEqualTo("a" + shown + "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "量化 4 位",
                "é \u00b7 – … ≥ 😀",
                "C:\\temp",
                "\u0646\u200c\u0645",
                "53/100 (95 %)",
                "## Heading",
                "#### 18",
                "a ##, a::b",
                "see std::vector",
                "##",
                ":"
            })
    void leavesWordsOfAllLanguagesAsTheyAre(String text) {
        assertThat(TerminalText.line(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "found ##[note]x, found # #[note]x",
                "###[note]x, ## #[note]x",
                "##vso[note]x, # #vso[note]x",
                "##teamcity[note], # #teamcity[note]",
                "::note::x, : :note::x",
                "`  \u00a0::note::x`, `  \u00a0: :note::x`",
                ":::note::x, : ::note::x",
            })
    void leavesNothingThatARunnerTakesAsACommand(String written, String shown) {
        assertThat(TerminalText.line(written)).isEqualTo(shown);
    }

    @Test
    void keepsTheLinesOfATextOfSeveralLines() {
        assertThat(TerminalText.lines("FAIL a\n  ::warning::b\r\n" + ESCAPE + "c"))
                .isEqualTo("FAIL a\n  : :warning::b\n\\u001bc");
    }
}
