package dev.assay.input.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.InputDirectory;
import dev.assay.input.rows.FilePattern.Match;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FilePatternTest {
    @TempDir
    private Path path;

    @BeforeEach
    void makeFiles() throws IOException {
        for (var name : new String[] {
            "test/b_test.csv", "test/a_test.csv", "test/a_dev.csv", "test/.b_test.csv", "hub/law/test-0.parquet"
        }) {
            Files.createDirectories(path.resolve(name).getParent());
            Files.createFile(path.resolve(name));
        }
        Files.createDirectories(path.resolve("test/folder_test.csv"));
    }

    @Test
    void findsTheFilesInTheOrderOfTheirNamesAndWhatTheStarStandsFor() {
        assertThat(new FilePattern("test/*_test.csv").files(new InputDirectory(path)))
                .containsExactly(new Match("test/a_test.csv", "a"), new Match("test/b_test.csv", "b"));
    }

    @Test
    void findsFilesInSeveralFoldersAndTakesThePartOfTheFirstStar() {
        assertThat(new FilePattern("hub/*/test-*.parquet").files(new InputDirectory(path)))
                .containsExactly(new Match("hub/law/test-0.parquet", "law"));
    }

    @Test
    void findsFilesFromTheRootOfTheFileSystem() {
        var root = path.toString().replace('\\', '/');

        assertThat(new FilePattern(root + "/test/*_dev.csv").files(new InputDirectory(Path.of("elsewhere"))))
                .containsExactly(new Match(root + "/test/a_dev.csv", "a"));
    }

    @Test
    void fitsItselfWithoutAStarEvenIfThereIsNoSuchFile() {
        assertThat(new FilePattern("no/a.b.csv").files(new InputDirectory(path)))
                .containsExactly(new Match("no/a.b.csv", "a.b"));
        assertThat(new FilePattern("no/*.csv").files(new InputDirectory(path))).isEmpty();
    }

    @Test
    void takesAllCharactersBesideTheStarAsTheyAreWritten() throws IOException {
        Files.createFile(path.resolve("test/\\E(a).csv"));

        assertThat(new FilePattern("test/\\E(*.csv").files(new InputDirectory(path)))
                .containsExactly(new Match("test/\\E(a).csv", "a)"));
        assertThat(new FilePattern("te\0st/*.csv").files(new InputDirectory(path)))
                .isEmpty();
    }

    @Test
    @Timeout(10)
    void endsEvenWithManyStars() throws IOException {
        Files.createFile(path.resolve("test/" + "a".repeat(200)));

        assertThat(new FilePattern("test/" + "*a".repeat(40) + "*b").files(new InputDirectory(path)))
                .isEmpty();
    }
}
