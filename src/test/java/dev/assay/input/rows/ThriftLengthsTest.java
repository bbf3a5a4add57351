package dev.assay.input.rows;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.InputBytes;
import dev.assay.input.Problem;
import dev.assay.input.Problems;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThriftLengthsTest {
    private static boolean fits(String hex) {
        return ThriftLengths.fit(ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", ""))), 0);
    }

    @ParameterizedTest
    @CsvSource({
        "no field,                      00",
        "true and false,                11 12 00",
        "a byte,                        13 ff 00",
        "whole numbers,                 14 01 15 80 01 16 02 00",
        "a number of 64 bits,           16 ff ff ff ff ff ff ff ff ff 01 00",
        "a double,                      17 00 00 00 00 00 00 00 00 00",
        "a text,                        18 03 61 62 63 00",
        "a field by its number,         08 28 03 61 62 63 00",
        "a list of numbers,             19 25 01 02 00",
        "a list with a long size,       19 f3 02 01 02 00",
        "a set of truths,               1a 21 01 02 00",
        "a map from texts to numbers,   1b 01 85 01 61 02 00",
        "an empty map,                  1b 00 00",
        "a structure,                   1c 18 01 61 00 00",
        "a list of structures,          19 2c 00 15 02 00 00"
    })
    void fitWhereEverythingIsThere(String what, String hex) {
        assertThat(fits(hex)).as(what).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "no end,                        11",
        "a text that is cut,            18 04 61 62 63",
        "a text of all that is left,    18 04 61 62 63 00",
        "a text below 0,                18 ff ff ff ff ff ff ff ff ff 01 00",
        "a double that is cut,          17 00 00 00 00 00 00 00",
        "a list with more values,       19 f5 20 01 02 00",
        "a list that is cut,            19 35 01 02",
        "a map with more pairs,         1b 20 85 01 61 02 00",
        "a text in a structure,         1c 18 09 61 00 00",
        "a text in a list,              19 18 09 61 00",
        "a text in a map,               1b 01 88 01 61 09 62 00",
        "an unknown type,               1d 00"
    })
    void doNotFitWhereALengthSaysMoreThanThereIs(String what, String hex) {
        assertThat(fits(hex)).as(what).isFalse();
    }

    @Test
    void doNotFitWhereStructuresAreInEachOtherWithoutEnd() {
        assertThat(fits("1c".repeat(40) + "00".repeat(41))).isTrue();
        assertThat(fits("1c".repeat(60) + "00".repeat(61))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mmlu", "groups", "gzip", "zstd", "none", "latin1", "no_rows", "brotli"})
    void ofFilesThatOthersWroteFit(String name) throws IOException {
        var content = ByteBuffer.wrap(Files.readAllBytes(Path.of("src/test/resources/rows", name + ".parquet")));
        var problems = new Problems();

        assertThat(ParquetSize.metadataFits(new InputBytes("a.parquet", content, ""), problems))
                .isTrue();
        assertThat(problems.found()).isEmpty();
    }

    @Test
    void ofAFileAreReadBeforeTheFileIs() {
        var metadata = HexFormat.of().parseHex("186461626300");
        var file = ByteBuffer.allocate(4 + metadata.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        file.put("PAR1".getBytes(ISO_8859_1))
                .put(metadata)
                .putInt(metadata.length)
                .put("PAR1".getBytes(ISO_8859_1));
        var problems = new Problems();

        assertThat(ParquetRows.read(new InputBytes("a.parquet", file.flip(), ""), problems))
                .isNull();
        assertThat(problems.found())
                .extracting(Problem::toString)
                .containsExactly(
                        "a.parquet:1:1: cannot be read as Parquet (what it says of itself at byte 4 is longer than"
                                + " the file): it is damaged, or is another form");
    }
}
