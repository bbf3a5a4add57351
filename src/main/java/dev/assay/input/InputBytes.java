package dev.assay.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file at the time when it was read.
 *
 * @param name the name that messages use
 * @param content the bytes; read-only
 * @param sha256 of the bytes, lower-case hex
 */
public record InputBytes(String name, ByteBuffer content, String sha256) {
    /**
     * Returns the bytes as UTF-8 text.
     *
     * @param expected what the file should be, for the message: {@code the limits to check}
     * @return absent, with a problem, if they are not UTF-8
     */
    public @Nullable InputFile text(String expected, Problems problems) {
        var bytes = content.duplicate();
        var text = CharBuffer.allocate(bytes.remaining());
        var wrong = UTF_8.newDecoder().decode(bytes, text, true).isError();
        var read = text.flip().toString();
        if (wrong) {
            var line = 1 + (int) read.chars().filter(c -> c == '\n').count();
            var column = read.length() - read.lastIndexOf('\n');
            problems.add(
                    new Location(name, line, column),
                    "is not UTF-8 text: byte " + (bytes.position() + 1) + " of the file is "
                            + String.format(Locale.ROOT, "0x%02X", bytes.get(bytes.position())) + "; expected "
                            + expected + ", saved as UTF-8");
            return null;
        }
        return new InputFile(name, read.startsWith("\uFEFF") ? read.substring(1) : read, sha256);
    }

    /**
     * Returns all bytes of a file; empty if it has more than {@code most}, such as a device without an end.
     *
     * @throws IOException if it cannot be read
     */
    public static Optional<byte[]> upTo(int most, Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(most + 1);
            return bytes.length > most ? Optional.empty() : Optional.of(bytes);
        }
    }

    /** Returns the SHA-256 of bytes, lower-case hex. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
