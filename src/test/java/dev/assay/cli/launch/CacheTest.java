package dev.assay.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where assay.jar is unpacked. */
class CacheTest {
    @TempDir
    Path folder;

    @Test
    void isTheFolderThatAVariableNames() throws IOException {
        var named = folder.resolve("a/b");

        assertThat(Cache.of(Map.of("ASSAY_CACHE", named.toString(), "XDG_CACHE_HOME", "/elsewhere"), "/home"))
                .isEqualTo(new Cache(named.toRealPath(), false));
    }

    @Test
    void isBelowTheCachesOfTheUser() throws IOException {
        assertThat(Cache.of(Map.of("XDG_CACHE_HOME", folder.toString()), "/home")
                        .folder())
                .isEqualTo(folder.resolve("assay").toRealPath());
        assertThat(Cache.of(Map.of("XDG_CACHE_HOME", ""), folder.toString()).folder())
                .isEqualTo(folder.resolve(".cache/assay").toRealPath());
    }

    @Test
    void isTemporaryIfTheUserHasNoHome() throws IOException {
        var home = Files.createFile(folder.resolve("file"));

        Path made;
        try (var cache = Cache.of(Map.of(), home.toString())) {
            made = cache.folder();
            assertThat(made).isEmptyDirectory();
            Files.createFile(made.resolve("one.jar"));
        }
        assertThat(made).doesNotExist();
    }
}
