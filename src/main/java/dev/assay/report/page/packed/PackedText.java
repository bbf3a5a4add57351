package dev.assay.report.page.packed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** A text in UTF-8, compressed with gzip, written as base64. The same text gives the same characters: the header of gzip has no time. */
public final class PackedText {
    private PackedText() {}

    /** Returns a text in this form; a half of a character becomes an escape of JSON, as in {@link #escaped}. */
    public static String of(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var zipped = new Smallest(bytes)) {
            zipped.write(escaped(text).getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("memory has no errors", e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** Returns JSON in which each half of a character whose other half is missing is an escape: UTF-8 has no bytes for it. */
    public static String escaped(String json) {
        var text = new StringBuilder(json.length());
        for (var i = 0; i < json.length(); ) {
            var point = json.codePointAt(i);
            if (Character.getType(point) == Character.SURROGATE) {
                text.append(String.format(Locale.ROOT, "\\u%04x", point));
            } else {
                text.appendCodePoint(point);
            }
            i += Character.charCount(point);
        }
        return text.toString();
    }

    private static final class Smallest extends GZIPOutputStream {
        Smallest(ByteArrayOutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
