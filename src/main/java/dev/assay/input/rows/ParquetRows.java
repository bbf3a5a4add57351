package dev.assay.input.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.input.InputBytes;
import dev.assay.input.Location;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import dev.assay.input.Unpacked;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.row.PqList;
import dev.hardwood.row.StructAccessor;
import dev.hardwood.schema.SchemaNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads Parquet. Texts, numbers, truth values, lists and groups stay what they are; any other value becomes the text that Java writes for it. */
final class ParquetRows {
    /** The codecs that this project has a library for. */
    private static final Set<CompressionCodec> CODECS = Set.of(
            CompressionCodec.UNCOMPRESSED, CompressionCodec.SNAPPY, CompressionCodec.GZIP, CompressionCodec.ZSTD);

    private static final String OTHER_COUNT =
            "says different numbers of rows in different places: it is damaged; write it again";

    /** Kept, because a logger that nobody holds forgets its level. Hardwood says at level INFO what it found of the processor. */
    private static final Logger HARDWOOD = Logger.getLogger("dev.hardwood");

    static {
        HARDWOOD.setLevel(Level.WARNING);
    }

    private final String file;
    private final Problems problems;
    /** A text that a column has once may be that of many rows. */
    private final Unpacked texts;

    private boolean full;

    private ParquetRows(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
        this.texts = new Unpacked(file, problems);
    }

    static @Nullable RowFile read(InputBytes bytes, Problems problems) {
        var start = Location.startOf(bytes.name());
        if (!ParquetSize.metadataFits(bytes, problems)) {
            return null;
        }
        try (var reader = ParquetFileReader.open(new ParquetBytes(bytes.content()))) {
            var columns = reader.getFileSchema().getRootNode().children().stream()
                    .map(each -> each.name())
                    .toList();
            var unknown = reader.getFileMetaData().rowGroups().stream()
                    .flatMap(group -> group.columns().stream())
                    .map(column -> column.metaData().codec())
                    .filter(codec -> !CODECS.contains(codec))
                    .findFirst();
            if (unknown.isPresent()) {
                problems.add(
                        start,
                        "is compressed with " + unknown.get()
                                + ", which cannot be read here; expected Parquet that is compressed with SNAPPY, ZSTD or GZIP, or not at all."
                                + " Write it again, such as with pyarrow.parquet.write_table(table, file, compression='snappy')");
                return null;
            }
            if (!agree(reader.getFileMetaData())) {
                problems.add(start, OTHER_COUNT);
                return null;
            }
            if (!ParquetSize.isSmall(reader.getFileMetaData(), bytes, problems)) {
                return null;
            }
            var twice = columns.stream()
                    .filter(name -> Collections.frequency(columns, name) > 1)
                    .findFirst();
            if (twice.isPresent()) {
                problems.add(start, "has the column '" + twice.get() + "' twice: give each column a name of its own");
                return null;
            }
            // Hardwood cannot read the empty pages of a file without rows.
            var rows = reader.getFileMetaData().numRows() == 0
                    ? List.<Node.Mapping>of()
                    : new ParquetRows(bytes.name(), problems).rows(reader);
            return new RowFile(bytes.name(), bytes.sha256(), columns, rows);
        } catch (IOException | RuntimeException e) {
            problems.add(start, "cannot be read as Parquet (" + reason(e) + "): it is damaged, or is another form");
            return null;
        }
    }

    /** Hardwood makes as many rows as one place says, whether others have values for them or not. */
    static boolean agree(FileMetaData file) {
        return file.rowGroups().stream().mapToLong(RowGroup::numRows).sum() == file.numRows()
                && file.rowGroups().stream()
                        .allMatch(group -> group.columns().stream()
                                .allMatch(column -> column.metaData().numValues() >= group.numRows()));
    }

    private static String reason(Exception e) {
        var cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage()).replaceFirst("^\\[<memory>] ", "");
    }

    private List<Node.Mapping> rows(ParquetFileReader reader) {
        var read = new ArrayList<Node.Mapping>();
        try (var rows = reader.rowReader()) {
            var all = reader.getFileMetaData().numRows();
            var columns = reader.getFileSchema().getRootNode();
            while (!full && rows.hasNext() && read.size() <= all) {
                rows.next();
                read.add(mapping(columns, rows, Location.row(file, read.size() + 1)));
            }
        }
        if (!full && read.size() != reader.getFileMetaData().numRows()) {
            problems.add(Location.startOf(file), OTHER_COUNT);
        }
        return read;
    }

    private Node.Mapping mapping(SchemaNode type, StructAccessor group, Location place) {
        var entries = new ArrayList<Node.Entry>();
        for (var i = 0; i < group.getFieldCount() && !full; i++) {
            var column = group.getFieldName(i);
            var part = ((SchemaNode.GroupNode) type).children().get(i);
            var node = node(column, part, group.getValue(i), group.getRawValue(i), place);
            if (node != null) {
                entries.add(new Node.Entry(column, place, node));
            }
        }
        return new Node.Mapping(entries, place);
    }

    private Node.Sequence sequence(String column, SchemaNode type, PqList list, Location place) {
        var part = ((SchemaNode.GroupNode) type).getListElement();
        var items = new ArrayList<Node>();
        for (var i = 0; i < list.size() && !full; i++) {
            var node = node(column, part, list.get(i), list.getRaw(i), place);
            if (node != null) {
                items.add(node);
            }
        }
        return new Node.Sequence(items, place);
    }

    /** Returns a value; absent if it is bytes that are no text. */
    private @Nullable Node node(
            String column, SchemaNode type, @Nullable Object value, @Nullable Object raw, Location place) {
        full = full
                || !texts.take(
                        switch (value) {
                            case String text -> text.length();
                            case byte[] bytes -> bytes.length;
                            case null, default -> 0;
                        });
        return switch (value) {
            case null -> new Node.Scalar("", Node.Kind.NOTHING, place);
            case String text -> text(column, text, raw, place);
            case byte[] bytes -> {
                var text = decoded(bytes);
                yield text == null ? null : new Node.Scalar(text, Node.Kind.TEXT, place);
            }
            case BigDecimal number -> new Node.Scalar(number.toPlainString(), Node.Kind.NUMBER, place);
            case Number number -> new Node.Scalar(text(number, type), Node.Kind.NUMBER, place);
            case Boolean truth -> new Node.Scalar(truth.toString(), Node.Kind.BOOLEAN, place);
            case PqList list -> sequence(column, type, list, place);
            case StructAccessor group -> mapping(type, group, place);
            default -> new Node.Scalar(value.toString(), Node.Kind.TEXT, place);
        };
    }

    /** Hardwood passes the bits of a number without a sign on as those of one with a sign. */
    private static String text(Number number, SchemaNode type) {
        if (type instanceof SchemaNode.PrimitiveNode column
                && column.logicalType() instanceof LogicalType.IntType form
                && !form.isSigned()) {
            return number instanceof Integer bits
                    ? Integer.toUnsignedString(bits)
                    : Long.toUnsignedString(number.longValue());
        }
        return number.toString();
    }

    /** Hardwood puts a replacement character where bytes are not UTF-8, so the bytes themselves are read again. */
    private Node.Scalar text(String column, String text, @Nullable Object raw, Location place) {
        var exact = raw instanceof byte[] bytes ? decoded(bytes) : text;
        if (exact == null) {
            problems.add(place, "the text in column '" + column + "' is not UTF-8: write the file again with UTF-8");
        }
        return new Node.Scalar(exact == null ? text : exact, Node.Kind.TEXT, place);
    }

    private static @Nullable String decoded(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
