package dev.assay.run.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptionNoticeTest {
    private static final String LINE =
            "interrupted: the run is in runs/20261128-210400-000; the same command with -Dassay.resume=runs/20261128-210400-000"
                    + " continues it without repeating finished tests";
    private static final Path RUN = Path.of("runs/20261128-210400-000");

    @TempDir
    Path folder;

    @Test
    void tellsTheTerminalWhereTheRunIsAndHowToContinue() throws IOException {
        var terminal = Files.createFile(folder.resolve("tty"));
        var printed = new ArrayList<String>();

        new InterruptionNotice(RUN, terminal, printed::add).print();

        assertThat(terminal).content().isEqualTo("\n[assay] " + LINE + "\n");
        assertThat(printed).isEmpty();
    }

    @Test
    void printsItWhereThereIsNoTerminal() {
        var printed = new ArrayList<String>();

        new InterruptionNotice(RUN, folder.resolve("no/tty"), printed::add).print();

        assertThat(printed).containsExactly(LINE);
    }
}
