package dev.assay.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputDirectoryTest {
    @TempDir
    private Path path;

    @Test
    void readsTextAndTheHashOfItsBytes() throws IOException {
        Files.write(path.resolve("f.txt"), new byte[] {'a', 'b', 'c'});

        // FIPS 180-2, appendix B.1: SHA-256 of "abc"
        assertThat(read("f.txt"))
                .isEqualTo(new InputFile(
                        "f.txt", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    @Test
    void dropsAByteOrderMarkFromTheText() throws IOException {
        Files.writeString(path.resolve("f.txt"), "\uFEFFé");

        assertThat(read("f.txt").text()).isEqualTo("é");
    }

    @Test
    void rejectsAFileThatIsMissing() {
        assertThatThrownBy(() -> read("no.txt"))
                .isInstanceOf(InputException.class)
                .hasMessage("no.txt:1:1: there is no such file in [" + path + "]; expected a poem");
    }

    @Test
    void rejectsADirectoryInPlaceOfAFile() {
        assertThatThrownBy(() -> read("."))
                .isInstanceOf(InputException.class)
                .hasMessage(".:1:1: there is no such file in [" + path + "]; expected a poem");
    }

    @Test
    void rejectsAFileThatIsTooLarge() throws IOException {
        try (var file = new RandomAccessFile(path.resolve("f.txt").toFile(), "rw")) {
            file.setLength((512L << 20) + 1);
        }

        assertThatThrownBy(() -> read("f.txt"))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "f.txt:1:1: has 536870913 bytes; a file may have at most 536870912: split it, or leave out what is not needed");
    }

    @Test
    void rejectsANameThatNoFileCanHave() {
        assertThat(new InputDirectory(path).has("a\0b")).isFalse();
    }

    @Test
    void rejectsBytesThatAreNotUtf8AndNamesTheirPlace() throws IOException {
        Files.write(path.resolve("f.txt"), new byte[] {'a', '\n', 'b', (byte) 0xE9, 'c'});

        assertThatThrownBy(() -> read("f.txt"))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "f.txt:2:2: is not UTF-8 text: byte 4 of the file is 0xE9; expected a poem, saved as UTF-8");
    }

    @Test
    void rejectsACharacterThatIsCutByTheEndOfTheFile() throws IOException {
        Files.write(path.resolve("f.txt"), new byte[] {'a', (byte) 0xC3});

        assertThatThrownBy(() -> read("f.txt"))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "f.txt:1:2: is not UTF-8 text: byte 2 of the file is 0xC3; expected a poem, saved as UTF-8");
    }

    @Test
    void listsTheNamesOfFilesWithOneEnding() throws IOException {
        Files.createDirectory(path.resolve("sets"));
        Files.createFile(path.resolve("sets/b.jsonl"));
        Files.createFile(path.resolve("sets/a.jsonl"));
        Files.createFile(path.resolve("sets/a.yaml"));

        assertThat(new InputDirectory(path).names("sets", ".jsonl")).containsExactly("a", "b");
        assertThat(new InputDirectory(path).names("no", ".jsonl")).isEmpty();
    }

    private InputFile read(String name) {
        var problems = new Problems();
        return problems.resolve(new InputDirectory(path).read(name, "a poem", problems));
    }
}
