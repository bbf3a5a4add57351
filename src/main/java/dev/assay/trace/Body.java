package dev.assay.trace;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The bytes of an answer and what they say. They are read once, where they come from the socket or from a file, and kept packed, as they
 * are on disk: a test of a thousand long answers fits into memory. Never changed, equal when the bytes are.
 */
public final class Body {
    private static final int BUFFER = 8192;

    private final byte[] packed;
    private final int size;
    private final Transcript transcript;

    private Body(byte[] packed, Payload bytes) {
        this.packed = packed;
        this.size = bytes.size();
        this.transcript = Transcript.of(bytes);
    }

    /** Packs and reads {@code bytes}: call it where time does not matter. */
    public static Body of(Payload bytes) {
        var packed = new ByteArrayOutputStream();
        try (var member = new GZIPOutputStream(packed)) {
            bytes.writeTo(member);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return new Body(packed.toByteArray(), bytes);
    }

    /**
     * Returns the body that was packed into a gzip member.
     *
     * @throws IOException if it cannot be unpacked
     */
    public static Body ofPacked(byte[] member) throws IOException {
        return new Body(member, unpacked(member));
    }

    private static Payload unpacked(byte[] packed) throws IOException {
        try (var member = new GZIPInputStream(new ByteArrayInputStream(packed), BUFFER)) {
            return Payload.owning(member.readAllBytes());
        }
    }

    /** Returns the bytes as a gzip member, not to be changed. */
    public byte[] packed() {
        return packed;
    }

    /** Returns how many bytes it has, unpacked. */
    public int size() {
        return size;
    }

    /** Returns what the bytes say. */
    public Transcript transcript() {
        return transcript;
    }

    /** Returns what its first bytes say, up to an offset; they are unpacked and read at each call. */
    public Transcript transcriptTo(int end) {
        return Transcript.of(Payload.of(Arrays.copyOf(toByteArray(), end)));
    }

    /** Returns the bytes, unpacked at each call. */
    public byte[] toByteArray() {
        return bytes().toByteArray();
    }

    /** Returns the bytes read as UTF-8, unpacked at each call; bytes that are none become U+FFFD. */
    public String text() {
        return bytes().text();
    }

    private Payload bytes() {
        try {
            return unpacked(packed);
        } catch (IOException e) {
            throw new UncheckedIOException("what was unpacked before cannot be any more", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        // The same bytes may be packed in two ways.
        return other instanceof Body body
                && size == body.size
                && (Arrays.equals(packed, body.packed) || bytes().equals(body.bytes()));
    }

    @Override
    public int hashCode() {
        return 31 * size + transcript.hashCode();
    }

    @Override
    public String toString() {
        return size + " bytes";
    }
}
