package dev.assay.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class UnpackedTest {
    private static GZIPInputStream gzip(String text) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var member = new GZIPOutputStream(packed)) {
            member.write(text.getBytes(UTF_8));
        }
        return new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray()));
    }

    private static InputBytes zip(String... texts) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var archive = new ZipOutputStream(packed)) {
            for (var text : texts) {
                archive.putNextEntry(new ZipEntry(text.length() + ".json"));
                archive.write(text.getBytes(UTF_8));
                archive.closeEntry();
            }
        }
        return new InputBytes("s.eval", ByteBuffer.wrap(packed.toByteArray()), "");
    }

    @Test
    void isWhatAGzipFileHolds() throws IOException {
        var content = new Unpacked("s.gz", 1000, new Problems()).next(gzip("x".repeat(1000)));

        assertThat(new String(Objects.requireNonNull(content), UTF_8)).isEqualTo("x".repeat(1000));
    }

    @Test
    void hasNoMoreBytesThanAFileMayHave() throws IOException {
        var problems = new Problems();

        assertThat(new Unpacked("s.gz", 1000, problems).next(gzip("x".repeat(1001))))
                .isNull();
        assertThat(problems.found())
                .extracting(Problem::toString)
                .containsExactly(
                        "s.gz:1:1: unpacked it has more than 1000 bytes: split it, or leave out what is not needed");
    }

    @Test
    void theFilesOfAnArchiveHaveNoMoreBytesTogetherThanAFileMayHave() throws IOException {
        assertThat(read(new Problems(), "x".repeat(600), "y".repeat(400))).hasSize(2);

        var problems = new Problems();
        assertThat(read(problems, "x".repeat(600), "y".repeat(401))).isEmpty();
        assertThat(problems.found())
                .extracting(Problem::toString)
                .containsExactly(
                        "s.eval:1:1: unpacked it has more than 1000 bytes: split it, or leave out what is not needed");
    }

    private static List<InputFile> read(Problems problems, String... texts) throws IOException {
        return ZipFiles.read(zip(texts), name -> true, "a log", new Unpacked("s.eval", 1000, problems), problems);
    }

    @Test
    void refusesASizeBelowZeroWhichWouldMakeRoomForMore() {
        var problems = new Problems();

        assertThat(new Unpacked("a.parquet", 10, problems).take(-1)).isFalse();
        assertThat(problems.found())
                .extracting(Problem::toString)
                .containsExactly(
                        "a.parquet:1:1: unpacked it has more than 10 bytes: split it, or leave out what is not needed");
    }
}
