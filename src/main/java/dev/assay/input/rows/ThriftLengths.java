package dev.assay.input.rows;

import java.nio.ByteBuffer;

/**
 * Whether a structure in Thrift's compact form is as long as it says. Hardwood makes room for a text or a list as long as a length says, before it reads it, so a few
 * bytes could ask for all memory.
 */
final class ThriftLengths {
    private static final int STOP = 0;
    private static final int SHORT_SIZE = 15;
    /** The metadata of Parquet has fewer than ten structures in each other. */
    private static final int DEEPEST = 50;

    private final ByteBuffer bytes;
    private int at;

    private ThriftLengths(ByteBuffer bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    /**
     * Returns whether everything in a structure ends within the bytes.
     *
     * @param from where it begins
     */
    static boolean fit(ByteBuffer bytes, int from) {
        try {
            return new ThriftLengths(bytes, from).structure(0);
        } catch (IndexOutOfBoundsException e) {
            // It goes on behind the last byte.
            return false;
        }
    }

    private boolean structure(int depth) {
        for (var field = next(); field != STOP; field = next()) {
            if (field >> 4 == 0) {
                // The number of the field, if it is not the one before and some more.
                number();
            }
            var type = field & 0xF;
            // A field that is true or false says so by its type.
            if (type != 1 && type != 2 && !value(type, depth)) {
                return false;
            }
        }
        return true;
    }

    private boolean value(int type, int depth) {
        if (depth > DEEPEST) {
            return false;
        }
        return switch (type) {
            case 1, 2, 3 -> skip(1);
            case 4, 5, 6 -> {
                number();
                yield true;
            }
            case 7 -> skip(Double.BYTES);
            case 8 -> skip(number());
            case 9, 10 -> list(depth);
            case 11 -> map(depth);
            case 12 -> structure(depth + 1);
            default -> false;
        };
    }

    private boolean list(int depth) {
        var head = next();
        var size = head >> 4 == SHORT_SIZE ? number() : head >> 4;
        return values(size, head & 0xF, depth);
    }

    private boolean values(long size, int type, int depth) {
        // Each has a byte at least.
        var fits = size >= 0 && size <= bytes.limit() - at;
        for (var i = 0L; i < size && fits; i++) {
            fits = value(type, depth + 1);
        }
        return fits;
    }

    private boolean map(int depth) {
        var size = number();
        if (size == 0) {
            return true;
        }
        var types = next();
        var fits = size > 0 && size <= bytes.limit() - at;
        for (var i = 0L; i < size && fits; i++) {
            fits = value(types >> 4, depth + 1) && value(types & 0xF, depth + 1);
        }
        return fits;
    }

    private boolean skip(long length) {
        var fits = length >= 0 && length <= bytes.limit() - at;
        at += fits ? (int) length : 0;
        return fits;
    }

    private int next() {
        return bytes.get(at++) & 0xFF;
    }

    /** Reads a number of which each byte has seven bits, the lowest first. */
    private long number() {
        var number = 0L;
        var shift = 0;
        int part;
        do {
            part = next();
            number |= (part & 0x7FL) << shift;
            shift += 7;
        } while (part >= 0x80 && shift < Long.SIZE);
        return number;
    }
}
