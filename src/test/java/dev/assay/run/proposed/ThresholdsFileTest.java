package dev.assay.run.proposed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.plan.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThresholdsFileTest {
    @TempDir
    private Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("thresholds.yaml"), content);
    }

    private long files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void replacesTheContentAndKeepsPermissionsAndTheByteOrderMark() throws IOException {
        var file = file("\uFEFFversion: 1\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));

        ThresholdsFile.replace(file, Workspace.sha256("\uFEFFversion: 1\n"), "version: 1 # 数\n");

        assertThat(file).hasContent("\uFEFFversion: 1 # 数\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-rw-r--");
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void writesThroughALink() throws IOException {
        var real = file("version: 1\n");
        var folder2 = Files.createDirectory(folder.resolve("gate"));
        var link = Files.createSymbolicLink(folder2.resolve("thresholds.yaml"), real);

        ThresholdsFile.replace(link, Workspace.sha256("version: 1\n"), "version: 1 # new\n");

        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("version: 1 # new\n");
    }

    @Test
    void refusesAFileThatWasChanged() throws IOException {
        var file = file("version: 1 # by hand\n");

        assertThatThrownBy(() -> ThresholdsFile.replace(file, Workspace.sha256("version: 1\n"), "version: 1 # new\n"))
                .hasMessage(
                        "command line: -Dassay.calibrate does not change thresholds.yaml: it was changed since this run"
                                + " began.");
        assertThat(file).hasContent("version: 1 # by hand\n");
        assertThat(files()).isEqualTo(1);
    }
}
