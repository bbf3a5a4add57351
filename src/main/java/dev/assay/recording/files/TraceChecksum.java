package dev.assay.recording.files;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of a test's traces, in the last line of their file. A reader can see with it whether the traces are what was written. It is not a
 * signature: a person who changes traces on purpose can change it too.
 *
 * @param lines of all lines before the last one
 * @param bodies of the file of bodies
 */
record TraceChecksum(String lines, String bodies) {
    /** A checksum of what has been written or read so far. */
    static final class Digest {
        private final MessageDigest digest;

        Digest() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JVM has SHA-256", e);
            }
        }

        /** Adds a line, given without its line end. */
        Digest line(String text) {
            return line(text.getBytes(StandardCharsets.UTF_8));
        }

        /** Adds a line as it is in the file, given without its line end. */
        Digest line(byte[] line) {
            digest.update(line);
            digest.update((byte) '\n');
            return this;
        }

        Digest bytes(byte[] bytes) {
            return bytes(bytes, bytes.length);
        }

        Digest bytes(byte[] bytes, int count) {
            digest.update(bytes, 0, count);
            return this;
        }

        /** Returns the checksum in hexadecimal, and starts a new one. */
        String hex() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
