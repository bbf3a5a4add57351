package dev.assay.input.rows;

import dev.hardwood.InputFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The bytes of a Parquet file. Where a damaged page says that it is longer than its column, Hardwood 1.0 would ask for nothing at the column's end for ever; here
 * that is an error.
 */
final class ParquetBytes implements InputFile {
    private final InputFile file;

    ParquetBytes(ByteBuffer content) {
        file = InputFile.of(content);
    }

    @Override
    public void open() throws IOException {
        file.open();
    }

    @Override
    public ByteBuffer readRange(long offset, int length) throws IOException {
        if (length <= 0) {
            throw new EOFException("a page is longer than its column, at byte " + offset);
        }
        return file.readRange(offset, length);
    }

    @Override
    public long length() throws IOException {
        return file.length();
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
