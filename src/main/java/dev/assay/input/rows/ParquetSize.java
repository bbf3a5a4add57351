package dev.assay.input.rows;

import dev.assay.input.InputBytes;
import dev.assay.input.Location;
import dev.assay.input.Problems;
import dev.assay.input.Unpacked;
import dev.hardwood.internal.metadata.PageHeader;
import dev.hardwood.internal.thrift.PageHeaderReader;
import dev.hardwood.internal.thrift.ThriftCompactReader;
import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.FileMetaData;
import java.io.IOException;
import java.nio.ByteOrder;

/**
 * How large a Parquet file becomes. Hardwood makes room for as many bytes and values as a page says, and refuses a page that has others; so what the pages say is
 * counted first. The end of the file has sums of the same sizes, which nothing needs to agree with.
 */
final class ParquetSize {
    static final long MOST_VALUES = 10_000_000;
    /** A file ends with the length of its metadata, and four letters. */
    private static final int END = 8;
    /** Hardwood makes room for at least so many rows, and for so many bytes of a text in each. */
    private static final int FEWEST_ROWS = 16_384;

    private static final int TEXT_WIDTH = 36;

    private final InputBytes file;
    private final Problems problems;
    private final Unpacked unpacked;
    private final Unpacked rows;
    private long values;

    private ParquetSize(InputBytes file, Problems problems) {
        this.file = file;
        this.problems = problems;
        this.unpacked = new Unpacked(file.name(), problems);
        this.rows = new Unpacked(file.name(), problems);
    }

    /**
     * Returns whether a file is small enough; otherwise there is a problem.
     *
     * @throws IOException if a page cannot be read
     */
    static boolean isSmall(FileMetaData metadata, InputBytes file, Problems problems) throws IOException {
        var size = new ParquetSize(file, problems);
        if (!size.takeRows(metadata)) {
            return false;
        }
        for (var group : metadata.rowGroups()) {
            for (var column : group.columns()) {
                if (!size.take(column)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Returns whether the metadata at the end of a file is as long as it says; otherwise there is a problem. What has no such end is no Parquet, and is not looked at. */
    static boolean metadataFits(InputBytes file, Problems problems) {
        var size = file.content().limit();
        if (size < 2 * END) {
            return true;
        }
        var length = file.content().duplicate().order(ByteOrder.LITTLE_ENDIAN).getInt(size - END);
        return length < 0 || length > size - END || lengthsFit(file, size - END - length, problems);
    }

    private static boolean lengthsFit(InputBytes file, int from, Problems problems) {
        var fit = ThriftLengths.fit(file.content(), from);
        if (!fit) {
            problems.add(
                    Location.startOf(file.name()),
                    "cannot be read as Parquet (what it says of itself at byte " + from
                            + " is longer than the file): it is damaged, or is another form");
        }
        return fit;
    }

    /** Counts the room that Hardwood makes for rows, however many there are. */
    private boolean takeRows(FileMetaData metadata) {
        for (var column : metadata.schema()) {
            var width = column.typeLength() == null ? TEXT_WIDTH : Math.max(TEXT_WIDTH, column.typeLength());
            if (!rows.take((long) FEWEST_ROWS * width)) {
                return false;
            }
        }
        return true;
    }

    /** Goes through the pages in the way in which Hardwood does. */
    private boolean take(ColumnChunk column) throws IOException {
        var at = column.chunkStartOffset();
        var end = at + column.metaData().totalCompressedSize();
        for (var left = column.metaData().numValues(); left > 0 && at < end; ) {
            if (!lengthsFit(file, Math.toIntExact(at), problems)) {
                return false;
            }
            var reader = new ThriftCompactReader(file.content(), Math.toIntExact(at));
            var page = PageHeaderReader.read(reader);
            if (!unpacked.take(page.uncompressedPageSize()) || !takeValues(page)) {
                return false;
            }
            if (column.metaData().codec() == CompressionCodec.SNAPPY
                    && !SnappyPage.fits(page, file.content(), at + reader.getBytesRead())) {
                problems.add(
                        Location.startOf(file.name()),
                        "cannot be read as Parquet (the page at byte " + at
                                + " is longer, packed or unpacked, than it says): it is damaged, or is another form");
                return false;
            }
            left -= page.dictionaryPageHeader() == null ? values(page) : 0;
            at += reader.getBytesRead() + page.compressedPageSize();
        }
        return true;
    }

    private boolean takeValues(PageHeader page) {
        values += values(page);
        if (values > MOST_VALUES) {
            problems.add(
                    Location.startOf(file.name()),
                    "has more than " + MOST_VALUES + " values: split it, or leave out what is not needed");
            return false;
        }
        return true;
    }

    private static long values(PageHeader page) {
        if (page.dictionaryPageHeader() != null) {
            return page.dictionaryPageHeader().numValues();
        }
        if (page.dataPageHeader() != null) {
            return page.dataPageHeader().numValues();
        }
        return page.dataPageHeaderV2() == null ? 0 : page.dataPageHeaderV2().numValues();
    }
}
