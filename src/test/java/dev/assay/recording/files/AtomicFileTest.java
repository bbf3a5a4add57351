package dev.assay.recording.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("run/plan.json");
    }

    @Test
    void takesThePlaceOfAnOlderOne() throws IOException {
        AtomicFile.write(file, "a long text that was there before");
        AtomicFile.write(file, "é");

        assertThat(file).content().isEqualTo("é");
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void copiesAnother() throws IOException {
        var other = Files.writeString(folder.resolve("other"), "other");
        AtomicFile.write(file, "before");

        AtomicFile.copy(other, file);

        assertThat(file).content().isEqualTo("other");
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.part");
    }

    /** As where the disk is full, or the writer is killed. */
    @Test
    void leavesTheOlderOneWhereItCannotBeWritten() throws IOException {
        AtomicFile.write(file, "before");
        Files.createDirectories(folder.resolve("run/plan.json.part/full"));

        assertThatThrownBy(() -> AtomicFile.write(file, "after")).isInstanceOf(IOException.class);
        assertThat(file).content().isEqualTo("before");
    }
}
