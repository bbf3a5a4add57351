package dev.assay.run.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "/dev/pts/3, true",
        "/dev/tty1, true",
        "/dev/console, true",
        "pipe:[4711], false",
        "/dev/null, false",
        "/builds/log.txt, false"
    })
    void knowsAnOutputThatATerminalShows(String file, boolean terminal) throws IOException {
        var link = Files.createSymbolicLink(folder.resolve("1"), Path.of(file));

        assertThat(Terminal.isTerminal(link)).isEqualTo(terminal);
    }

    @Test
    void takesAnOutputThatNobodyKnowsForNone() {
        assertThat(Terminal.isTerminal(folder.resolve("absent"))).isFalse();
    }
}
