package dev.assay.input.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.assay.input.InputBytes;
import dev.assay.input.Problem;
import dev.assay.input.Problems;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.metadata.SchemaElement;
import dev.hardwood.reader.ParquetFileReader;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The guards against files that Hardwood would read without an end, or into all memory. */
class ParquetRowsTest {
    @Test
    void theBytesOfAFileEndWhereNothingIsAskedFor() throws IOException {
        var bytes = new ParquetBytes(ByteBuffer.wrap(new byte[] {1, 2, 3}));

        assertThat(bytes.readRange(1, 2)).isEqualTo(ByteBuffer.wrap(new byte[] {2, 3}));
        assertThatExceptionOfType(EOFException.class)
                .isThrownBy(() -> bytes.readRange(3, 0))
                .withMessage("a page is longer than its column, at byte 3");
    }

    @Test
    void aFileAgreesWithTheSumOfItsRowGroupsOnly() throws IOException {
        var content = Files.readAllBytes(Path.of("src/test/resources/rows/groups.parquet"));
        try (var reader = ParquetFileReader.open(new ParquetBytes(ByteBuffer.wrap(content)))) {
            var file = reader.getFileMetaData();

            assertThat(ParquetRows.agree(file)).isTrue();
            assertThat(ParquetRows.agree(saying(file, file.numRows() + 1))).isFalse();
        }
    }

    /** What comes behind the page is not read, so it need not be right. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2147483647 | 3          | unpacked it has more than 536870912 bytes: split it, or leave out what is not needed
            100        | 2147483647 | has more than 10000000 values: split it, or leave out what is not needed
            """)
    void aPageThatSaysThatItIsHugeIsNotUnpacked(int bytes, int values, String message) throws IOException {
        var content = Files.readAllBytes(Path.of("src/test/resources/rows/gzip.parquet"));
        try (var reader = ParquetFileReader.open(new ParquetBytes(ByteBuffer.wrap(content)))) {
            var first =
                    reader.getFileMetaData().rowGroups().getFirst().columns().getFirst();
            var page = page(bytes, values);
            System.arraycopy(page, 0, content, (int) first.chunkStartOffset(), page.length);
        }
        var problems = new Problems();

        assertThat(ParquetRows.read(new InputBytes("a.parquet", ByteBuffer.wrap(content), ""), problems))
                .isNull();
        assertThat(problems.found()).extracting(Problem::toString).containsExactly("a.parquet:1:1: " + message);
    }

    /** Room is made for 16,384 rows at least. */
    @ParameterizedTest
    @CsvSource({"16, true", "32768, false"})
    void aColumnOfWideValuesIsNotMadeRoomFor(int width, boolean small) throws IOException {
        var content = Files.readAllBytes(Path.of("src/test/resources/rows/gzip.parquet"));
        var bytes = new InputBytes("a.parquet", ByteBuffer.wrap(content), "");
        var problems = new Problems();
        try (var reader = ParquetFileReader.open(new ParquetBytes(ByteBuffer.wrap(content)))) {
            var file = reader.getFileMetaData();
            var schema = new ArrayList<>(file.schema());
            schema.add(new SchemaElement(
                    "id", PhysicalType.FIXED_LEN_BYTE_ARRAY, width, null, null, null, null, null, null, null));

            assertThat(ParquetSize.isSmall(with(file, schema, file.numRows()), bytes, problems))
                    .isEqualTo(small);
        }
        assertThat(problems.found())
                .extracting(Problem::toString)
                .isEqualTo(
                        small
                                ? List.of()
                                : List.of("a.parquet:1:1: unpacked it has more than 536870912 bytes: split it, or leave"
                                        + " out what is not needed"));
    }

    /** Returns the head of a page of data, in the compact form of Thrift. */
    private static byte[] page(int bytes, int values) {
        var page = new ByteArrayOutputStream();
        number(page, 0);
        number(page, bytes);
        number(page, 10);
        page.write(0x2C); // two fields further: a structure
        number(page, values);
        number(page, 0);
        number(page, 3);
        number(page, 3);
        page.write(0);
        page.write(0);
        return page.toByteArray();
    }

    /** Writes the next field, a number of 32 bits. */
    private static void number(ByteArrayOutputStream page, int value) {
        page.write(0x15);
        var left = 2L * value;
        for (; left > 127; left >>= 7) {
            page.write((int) ((left & 127) | 128));
        }
        page.write((int) left);
    }

    private static FileMetaData saying(FileMetaData file, long rows) {
        return with(file, file.schema(), rows);
    }

    private static FileMetaData with(FileMetaData file, List<SchemaElement> schema, long rows) {
        return new FileMetaData(
                file.version(),
                schema,
                rows,
                file.rowGroups(),
                file.keyValueMetadata(),
                file.createdBy(),
                file.columnOrders());
    }
}
