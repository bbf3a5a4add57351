package dev.assay.run.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.console.ConsoleTable;
import dev.assay.report.terminal.Colours;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private static final String ESCAPE = Character.toString(0x1b);

    private final List<String> printed = new ArrayList<>();

    @Test
    void controlCharactersNeverReachTheTerminal() {
        var console = new Console(printed::add);

        console.line("wrong: found [" + ESCAPE + "]0;title" + (char) 7 + "]");

        assertThat(printed).containsExactly("[assay] wrong: found [\\u001b]0;title\\u0007]");
    }

    @Test
    void everyLineOfATextBeginsAsItsLinesDo() {
        new Console(printed::add).line("UNMEASURED a: its log ends:\n::error::out of memory\nMend it.");

        assertThat(printed)
                .containsExactly(
                        "[assay] UNMEASURED a: its log ends:", "[assay] : :error::out of memory", "[assay] Mend it.");
    }

    @Test
    void theReportsKeepTheWords() {
        var console = new Console(printed::add);

        console.line("WRONG, found ##[note]x");

        assertThat(printed).containsExactly("[assay] WRONG, found # #[note]x");
        assertThat(console.taken()).startsWith("[assay] WRONG, found ##[note]x");
    }

    @Test
    void whatIsKeptForReportsHasNoColour() {
        var console = new Console(printed::add, new Colours(true));

        console.line("PASS a c4");

        assertThat(printed).containsExactly("[assay] " + ESCAPE + "[32mPASS" + ESCAPE + "[0m a c4");
        assertThat(console.taken().strip()).isEqualTo("[assay] PASS a c4");
    }

    @Test
    void theFinalTableFitsAHundredColumnsBehindWhatEachLineBeginsWith() {
        assertThat(Console.PREFIX.length() + ConsoleTable.COLUMNS).isEqualTo(100);
    }
}
