package dev.assay.shards;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One of the equal parts into which the work of a test is split. All parts together are exactly the whole, and no two parts share anything.
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

    /** Returns every n-th element of a list, n being the number of parts, in their order; part 1 begins with the first. */
    public <T> List<T> of(List<T> all) {
        return IntStream.iterate(number - 1, i -> i < all.size(), i -> i + of)
                .mapToObj(all::get)
                .toList();
    }

    /** Returns every n-th number. */
    public long[] of(long[] all) {
        return IntStream.iterate(number - 1, i -> i < all.length, i -> i + of)
                .mapToLong(i -> all[i])
                .toArray();
    }

    /** Returns how many of {@code streams} streams it has: an n-th of them, and where that leaves a rest, one more in the first parts. */
    public int streams(int streams) {
        return streams / of + (number <= streams % of ? 1 : 0);
    }
}
