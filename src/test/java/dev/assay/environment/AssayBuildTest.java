package dev.assay.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssayBuildTest {
    @TempDir
    private Path folder;

    /** {@code printf abc | sha256sum} begins with ba7816bf8f01. */
    @Test
    void isNamedByItsVersionAndTheBytesOfItsJar() throws IOException {
        var jar = Files.writeString(folder.resolve("assay-1.2.3.jar"), "abc");

        assertThat(AssayBuild.of(jar, Optional.of("1.2.3"))).contains("1.2.3 (sha256 ba7816bf8f01)");
    }

    @Test
    void twoBuildsOfOneVersionHaveDifferentNames() throws IOException {
        var first = Files.writeString(folder.resolve("first.jar"), "abc");
        var second =
                Files.writeString(Files.createDirectory(folder.resolve("other")).resolve("first.jar"), "abd");

        assertThat(AssayBuild.of(first, Optional.of("1.2.3")))
                .isNotEqualTo(AssayBuild.of(second, Optional.of("1.2.3")));
    }

    @Test
    void theSameBytesHaveOneNameWhateverTheirFileIsCalled() throws IOException {
        var first = Files.writeString(folder.resolve("first.jar"), "abc");
        var copy = Files.copy(first, folder.resolve("copy.jar"));

        assertThat(AssayBuild.of(copy, Optional.of("1.2.3"))).isEqualTo(AssayBuild.of(first, Optional.of("1.2.3")));
    }

    @Test
    void classesInAFolderHaveNoName() {
        assertThat(AssayBuild.of(folder, Optional.of("1.2.3"))).isEmpty();
    }
}
