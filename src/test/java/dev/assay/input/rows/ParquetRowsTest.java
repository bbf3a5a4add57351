package dev.assay.input.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.reader.ParquetFileReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The two guards against damaged files that Hardwood would read without an end. */
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

    private static FileMetaData saying(FileMetaData file, long rows) {
        return new FileMetaData(
                file.version(),
                file.schema(),
                rows,
                file.rowGroups(),
                file.keyValueMetadata(),
                file.createdBy(),
                file.columnOrders());
    }
}
