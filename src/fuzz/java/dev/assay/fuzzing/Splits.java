package dev.assay.fuzzing;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Bytes in pieces, as a connection may bring them. */
public final class Splits {
    private Splits() {}

    /** Returns the bytes one by one, then several times in pieces of other sizes. The same bytes are always split alike. */
    public static List<List<ByteBuffer>> of(byte[] bytes) {
        var splits = new ArrayList<List<ByteBuffer>>();
        if (bytes.length <= 512) {
            splits.add(pieces(bytes, new SplittableRandom(0), 1));
        }
        var random = new SplittableRandom(Arrays.hashCode(bytes));
        for (var most : new int[] {3, 40, 2000}) {
            splits.add(pieces(bytes, random, most));
        }
        return splits;
    }

    private static List<ByteBuffer> pieces(byte[] bytes, SplittableRandom random, int most) {
        var pieces = new ArrayList<ByteBuffer>();
        for (var from = 0; from < bytes.length; ) {
            var length = Math.min(bytes.length - from, 1 + random.nextInt(most));
            pieces.add(ByteBuffer.wrap(bytes, from, length).slice());
            from += length;
        }
        return pieces;
    }
}
