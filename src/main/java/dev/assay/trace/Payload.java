package dev.assay.trace;

import dev.assay.trace.shapes.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Bytes that were sent or received. Immutable; two payloads are equal if their bytes are. */
public final class Payload implements Bytes {
    private final byte[] bytes;
    /** How many of them there are; others may follow in the array. */
    private final int size;

    private Payload(byte[] bytes, int size) {
        this.bytes = bytes;
        this.size = size;
    }

    public static Payload of(byte[] bytes) {
        return new Payload(bytes.clone(), bytes.length);
    }

    /** Returns a payload of the first bytes of this array itself, which must not be changed as long as the payload is used. */
    static Payload owning(byte[] bytes, int size) {
        return new Payload(bytes, size);
    }

    /** Returns the bytes of all {@code parts}, from the position of each to its limit. */
    public static Payload joined(List<ByteBuffer> parts) {
        var whole = ByteBuffer.allocate(
                parts.stream().mapToInt(ByteBuffer::remaining).sum());
        parts.forEach(part -> whole.put(part.duplicate()));
        return new Payload(whole.array(), whole.capacity());
    }

    public static Payload of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int size() {
        return size;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Writes the bytes to {@code buffer}, and returns the buffer. */
    public ByteBuffer writeTo(ByteBuffer buffer) {
        return buffer.put(bytes, 0, size);
    }

    /** Writes the bytes to {@code stream}. */
    void writeTo(OutputStream stream) throws IOException {
        stream.write(bytes, 0, size);
    }

    /** Returns the bytes as UTF-8 text, with U+FFFD for invalid ones. */
    public String text() {
        return text(0, size);
    }

    /** Returns the SHA-256 of the bytes, lower-case hex. */
    public String sha256() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, size);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Returns the byte at {@code index}. */
    @Override
    public byte at(int index) {
        return bytes[index];
    }

    /** Returns whether the bytes at {@code from} are those of {@code part}. */
    boolean has(byte[] part, int from) {
        var to = from + part.length;
        return to <= size && Arrays.equals(bytes, from, to, part, 0, part.length);
    }

    /** Returns the bytes from {@code from} to before {@code to}. */
    byte[] part(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** Returns whether the bytes from {@code from} to before {@code to} are all of ASCII. */
    boolean isAscii(int from, int to) {
        for (var i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** Appends the bytes from {@code from} to before {@code to} as UTF-8 text. */
    @Override
    public void appendTo(StringBuilder text, int from, int to) {
        if (isAscii(from, to)) {
            for (var i = from; i < to; i++) {
                text.append((char) bytes[i]);
            }
        } else {
            text.append(text(from, to));
        }
    }

    /** Returns the bytes from {@code from} to before {@code to} as UTF-8 text. */
    @Override
    public String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload payload && Arrays.equals(bytes, 0, size, payload.bytes, 0, payload.size);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toByteArray());
    }

    @Override
    public String toString() {
        return size + " bytes";
    }
}
