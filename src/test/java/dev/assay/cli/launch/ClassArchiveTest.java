package dev.assay.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of the gate's classes. */
class ClassArchiveTest {
    @TempDir
    Path folder;

    private ClassArchive archive(String version, String jvm) {
        return ClassArchive.of(new GateJar(folder.resolve("assay-" + version + ".jar"), List.of()), jvm, 7);
    }

    @Test
    void isAnotherOneForEachVersionAndEachJvm() {
        // The check value of CRC-32.
        assertThat(archive("1", "123456789").file()).isEqualTo(folder.resolve("assay-1-cbf43926.jsa"));
        assertThat(archive("1", "123456789").part()).isEqualTo(folder.resolve("assay-1-cbf43926-7.part"));
        assertThat(archive("1", "other").file())
                .isNotEqualTo(archive("1", "123456789").file());
        assertThat(archive("2", "123456789").file())
                .isNotEqualTo(archive("1", "123456789").file());
    }

    @Test
    void isKeptIfTheRunCameToVerdicts() throws IOException {
        for (var status : List.of(0, 1, 2, 3)) {
            var archive = archive("v" + status, "jvm");
            Files.writeString(archive.part(), "classes");

            archive.keep(status);

            assertThat(archive.file()).hasContent("classes");
            assertThat(archive.part()).doesNotExist();
        }
    }

    @Test
    void isDeletedIfTheRunEndedEarly() throws IOException {
        for (var status : List.of(64, 70, 143)) {
            var archive = archive("1", "jvm");
            Files.writeString(archive.part(), "classes");

            archive.keep(status);

            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void isNotMissedIfTheJvmWroteNone() throws IOException {
        archive("1", "jvm").keep(0);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void takesThePlaceOfTheOldestOfThree() throws IOException {
        for (var i = 1; i <= 4; i++) {
            var archive = archive("v" + i, "jvm");
            Files.writeString(archive.part(), "classes");
            archive.keep(0);
            Files.setLastModifiedTime(archive.file(), FileTime.fromMillis(i * 1000L));
        }

        assertThat(archive("v1", "jvm").file()).doesNotExist();
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(3);
        }
    }
}
