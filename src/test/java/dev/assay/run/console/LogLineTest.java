package dev.assay.run.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLineTest {
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
        assertThat(LogLine.inert(written)).isEqualTo(shown);
    }

    @Test
    void looksAtEachLine() {
        assertThat(LogLine.inert("a\n\n\t::note::x\r\n::note::y")).isEqualTo("a\n\n\t: :note::x\r\n: :note::y");
    }

    @ParameterizedTest
    @CsvSource({"## Heading", "#### 18", "a ##, a::b", "see std::vector", "##", ":"})
    void leavesOtherTextAsItIs(String text) {
        assertThat(LogLine.inert(text)).isEqualTo(text);
    }

    @Test
    void isWhatTheConsolePrintsAndTheReportsKeepTheWords() {
        var printed = new ArrayList<String>();
        var console = new Console(printed::add);

        console.line("WRONG, found ##[note]x");

        assertThat(printed).containsExactly("[assay] WRONG, found # #[note]x");
        assertThat(console.taken()).startsWith("[assay] WRONG, found ##[note]x");
    }
}
