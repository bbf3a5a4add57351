package dev.assay.recording.files;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of a row's traces, in the last line of their file: whoever reads them later sees whether they are what was written. It is no
 * signature: who changes traces on purpose can change it too.
 *
 * @param lines of all lines before the last one, as they stand in the file
 * @param bodies of the file of bodies
 */
record TraceChecksum(String lines, String bodies) {
    /** One that grows with what is written or read. */
    static final class Digest {
        private final MessageDigest digest;

        Digest() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JVM has SHA-256", e);
            }
        }

        /** Takes a line, which has no end yet. */
        Digest line(String text) {
            return bytes((text + "\n").getBytes(StandardCharsets.UTF_8));
        }

        Digest bytes(byte[] bytes) {
            return bytes(bytes, bytes.length);
        }

        Digest bytes(byte[] bytes, int count) {
            digest.update(bytes, 0, count);
            return this;
        }

        /** Returns it in hexadecimal; it begins anew then. */
        String hex() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
