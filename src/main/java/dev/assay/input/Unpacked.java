package dev.assay.input;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** What a compressed file holds, up to a size: a few kilobytes can hold gigabytes. */
public final class Unpacked {
    private final String name;
    private final int most;
    private final Problems problems;
    private int left;

    /** @param name the file, for the message */
    public Unpacked(String name, Problems problems) {
        this(name, InputDirectory.MOST_BYTES, problems);
    }

    /** @param most the most bytes of all that it holds together */
    Unpacked(String name, int most, Problems problems) {
        this.name = name;
        this.most = most;
        this.problems = problems;
        this.left = most;
    }

    /**
     * Returns all bytes of the next part.
     *
     * @param unpacking gives the bytes
     * @return absent, with a problem, if the parts have more bytes together than a file may have
     * @throws IOException if it cannot be unpacked
     */
    public byte @Nullable [] next(InputStream unpacking) throws IOException {
        var bytes = unpacking.readNBytes(left);
        return unpacking.read() < 0 && take(bytes.length) ? bytes : refused();
    }

    /** Counts bytes that are unpacked elsewhere; false, with a problem, if there are too many with them. */
    public boolean take(long bytes) {
        if (bytes < 0 || bytes > left) {
            refused();
            return false;
        }
        left -= (int) bytes;
        return true;
    }

    private byte @Nullable [] refused() {
        problems.add(
                Location.startOf(name),
                "unpacked it has more than " + most + " bytes: split it, or leave out what is not needed");
        return null;
    }
}
