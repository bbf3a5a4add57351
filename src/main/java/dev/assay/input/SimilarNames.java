package dev.assay.input;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds the words that somebody may have meant. */
public final class SimilarNames {
    private static final int MOST = 3;

    private SimilarNames() {}

    /** Returns at most three of the allowed words that differ little from the one written, but do differ; the nearest first. */
    public static List<String> of(String written, Collection<String> allowed) {
        var reach = Math.max(1, written.length() / 3);
        return allowed.stream()
                .filter(word -> !word.equals(written) && edits(written, word) <= reach)
                .sorted(Comparator.<String>comparingInt(word -> edits(written, word))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    /** Returns the three of the allowed words that are nearest, however far: first those that have the written one in them. */
    public static List<String> nearest(String written, Collection<String> allowed) {
        return allowed.stream()
                .sorted(Comparator.<String>comparingInt(word -> word.contains(written) ? 0 : edits(written, word))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    /** Returns the end of a message, {@code . Did you mean 'tpot.mean'?}; empty if no allowed word is near. */
    public static String hint(String written, Collection<String> allowed) {
        var near = of(written, allowed);
        return near.isEmpty() ? "" : ". Did you mean '" + near.getFirst() + "'?";
    }

    /** Counts the letters to add, drop, change, or swap with their neighbour: the optimal string alignment distance. */
    private static int edits(String from, String to) {
        var counts = new int[from.length() + 1][to.length() + 1];
        for (var i = 0; i <= from.length(); i++) {
            for (var j = 0; j <= to.length(); j++) {
                counts[i][j] = i == 0 || j == 0 ? i + j : step(counts, from, i, to, j);
            }
        }
        return counts[from.length()][to.length()];
    }

    private static int step(int[][] counts, String from, int i, String to, int j) {
        var change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        var least = Math.min(counts[i - 1][j - 1] + change, 1 + Math.min(counts[i - 1][j], counts[i][j - 1]));
        var swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(least, counts[i - 2][j - 2] + 1) : least;
    }
}
