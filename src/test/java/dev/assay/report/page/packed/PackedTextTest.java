package dev.assay.report.page.packed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class PackedTextTest {
    @Test
    void givesBackTheJson() throws IOException {
        var json = "[\"答案 <script> 😀 \\u0000\"]";

        assertThat(unpacked(PackedText.of(json))).isEqualTo(json);
    }

    @Test
    void writesHalvesOfCharactersAsEscapes() throws IOException {
        assertThat(unpacked(PackedText.of("[\"a\uD800b\uDC00\uD83D\uDE00\"]")))
                .isEqualTo("[\"a\\ud800b\\udc00\uD83D\uDE00\"]");
    }

    @Test
    void hasOnlyCharactersThatCannotEndAnElement() {
        assertThat(PackedText.of("[\"</script>\"]")).matches("[A-Za-z0-9+/=]+");
    }

    @Test
    void hasNoTimeInItsHeader() {
        var header = Arrays.copyOf(Base64.getDecoder().decode(PackedText.of("[]")), 8);

        assertThat(Arrays.copyOfRange(header, 4, 8)).containsOnly(0);
    }

    private static String unpacked(String packed) throws IOException {
        try (var zipped =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(packed)))) {
            return new String(zipped.readAllBytes(), UTF_8);
        }
    }
}
