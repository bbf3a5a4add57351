package dev.assay.trace;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The bytes of an answer, and their content. They are parsed once, when they come from the socket or from a file, and kept compressed as on disk, so
 * that the answers of a long test fit into memory. Immutable; two bodies are equal if their bytes are.
 */
public final class Body {
    private static final int BUFFER = 8192;
    private static final long MOST_PACKED = 1032;
    /** The client takes half of it from a server. */
    private static final int LONGEST = 128 << 20;

    private final byte[] packed;
    private final int size;
    private final Transcript transcript;

    private Body(byte[] packed, Payload bytes) {
        this.packed = packed;
        this.size = bytes.size();
        this.transcript = Transcript.of(bytes);
    }

    /** Compresses and parses {@code bytes}; do not call it while anything is timed. */
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
     * Returns the body that was compressed into a gzip member.
     *
     * @throws IOException if the gzip member is damaged
     */
    public static Body ofPacked(byte[] member) throws IOException {
        return new Unpacker().body(member);
    }

    /** Unpacks one body after the other in the same memory. Used by one thread at a time. */
    public static final class Unpacker {
        private final int most;
        private byte[] bytes = {};

        public Unpacker() {
            this(LONGEST);
        }

        /** @param most the most bytes of a body */
        Unpacker(int most) {
            this.most = most;
        }

        /** Returns the body, as {@link #ofPacked} does. */
        public Body body(byte[] member) throws IOException {
            return new Body(member, unpacked(member));
        }

        /** Returns the bytes of a gzip member, which are there until the next one is unpacked. */
        private Payload unpacked(byte[] packed) throws IOException {
            try (var member = new GZIPInputStream(new ByteArrayInputStream(packed), BUFFER)) {
                var stated = Math.min(statedSize(packed), most);
                bytes = stated > bytes.length ? new byte[stated] : bytes;
                var count = member.readNBytes(bytes, 0, stated);
                // The last number of the member may be that of a second one, or wrong.
                for (var next = member.read(); next >= 0; next = member.read()) {
                    if (count == most) {
                        throw new IOException("unpacked it has more than " + most + " bytes");
                    }
                    bytes = count < bytes.length ? bytes : Arrays.copyOf(bytes, 2 * count + 1);
                    bytes[count++] = (byte) next;
                }
                return Payload.owning(bytes, count);
            }
        }
    }

    /**
     * Returns the size that the end of a gzip member states, if it can be right: deflate makes bytes at most 1032 times smaller. The member has its
     * head, so it has ten bytes or more.
     */
    private static int statedSize(byte[] packed) {
        var stated = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).getInt(packed.length - Integer.BYTES);
        return stated >= 0 && stated <= packed.length * MOST_PACKED ? stated : 0;
    }

    /** Returns the bytes as a gzip member. The array must not be changed. */
    public byte[] packed() {
        return packed;
    }

    /** Returns the number of bytes, uncompressed. */
    public int size() {
        return size;
    }

    /** Returns the content of the bytes. */
    public Transcript transcript() {
        return transcript;
    }

    /** Returns the tokens with the log-probabilities that the answer has. Each call decompresses and parses the bytes. */
    public List<TokenLogprob> logprobs() {
        return TokenLogprob.of(bytes());
    }

    /** Returns the content of the bytes before an offset. Each call decompresses and parses them. */
    public Transcript transcriptTo(int end) {
        return Transcript.of(Payload.of(Arrays.copyOf(toByteArray(), end)));
    }

    /** Returns the bytes. Each call decompresses them. */
    public byte[] toByteArray() {
        return bytes().toByteArray();
    }

    /** Returns the bytes as UTF-8 text, with U+FFFD for invalid ones. Each call decompresses them. */
    public String text() {
        return bytes().text();
    }

    private Payload bytes() {
        try {
            return new Unpacker().unpacked(packed);
        } catch (IOException e) {
            throw new UncheckedIOException("what was unpacked before cannot be any more", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        // The same bytes may have two compressed forms.
        return other instanceof Body body
                && size == body.size
                && (Arrays.equals(packed, body.packed) || bytes().equals(body.bytes()));
    }

    @Override
    public int hashCode() {
        return Objects.hash(size, transcript);
    }

    @Override
    public String toString() {
        return size + " bytes";
    }
}
