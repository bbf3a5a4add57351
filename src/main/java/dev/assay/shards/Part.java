package dev.assay.shards;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One of the parts into which the work of a test is split. All parts together are exactly the whole, and no two parts share anything.
 *
 * @param number from 1
 * @param of how many parts there are
 */
public record Part(int number, int of) {
    /** All of it, in one part. */
    public static final Part WHOLE = new Part(1, 1);

    public Part {
        if (number < 1 || number > of) {
            throw new IllegalArgumentException("there is no part " + number + " of " + of);
        }
    }

    /** Returns whether it is all of it. */
    public boolean whole() {
        return of == 1;
    }

    /**
     * Returns its elements of a list, in their order: those of its streams. The i-th element belongs to the stream i modulo {@code streams}, and that stream to the
     * part with the same number modulo the number of parts. So each part has as large a share of the elements as of the streams, and all come to an end together.
     *
     * @param streams how many streams all parts have together, at least 1; with a multiple of the number of parts, or a very large number, a part has every n-th element
     */
    public <T> List<T> of(List<T> all, int streams) {
        return places(all.size(), streams).mapToObj(all::get).toList();
    }

    /** Returns its numbers, chosen as the elements of a list are. */
    public long[] of(long[] all, int streams) {
        return places(all.length, streams).mapToLong(i -> all[i]).toArray();
    }

    private IntStream places(int size, int streams) {
        return IntStream.range(0, size).filter(i -> i % streams % of == number - 1);
    }

    /** Returns how many of so many elements it has. */
    public int count(int all, int streams) {
        return all / streams * streams(streams) + streams(all % streams);
    }

    /** Returns which share of the requests it has, from 0 to 1. */
    public double share(int streams) {
        return (double) streams(streams) / streams;
    }

    /** Returns how many of {@code streams} streams it has: an n-th of them, and where that leaves a rest, one more in the first parts. */
    public int streams(int streams) {
        return streams / of + (number <= streams % of ? 1 : 0);
    }
}
