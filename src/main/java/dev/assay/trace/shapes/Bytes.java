package dev.assay.trace.shapes;

/** A row of bytes that does not change. Offsets are from 0 to before {@link #size}. */
public interface Bytes {
    /** Returns how many bytes there are. */
    int size();

    /** Returns the byte at {@code index}. */
    byte at(int index);

    /** Returns the bytes from {@code from} to before {@code to} as UTF-8 text. */
    String text(int from, int to);

    /** Appends the bytes from {@code from} to before {@code to} as UTF-8 text. */
    void appendTo(StringBuilder text, int from, int to);
}
