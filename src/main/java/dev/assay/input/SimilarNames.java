package dev.assay.input;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds the allowed words that are similar to a mistyped one. */
public final class SimilarNames {
    private static final int MOST = 3;

    private SimilarNames() {}

    /**
     * Returns at most three allowed words that are similar to the written one, the most similar first. The written word itself is left out.
     */
    public static List<String> of(String written, Collection<String> allowed) {
        var reach = Math.max(1, written.length() / 3);
        return allowed.stream()
                .filter(word -> !word.equals(written) && edits(written, word) <= reach)
                .sorted(Comparator.<String>comparingInt(word -> edits(written, word))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    /**
     * Returns the three allowed words that are most similar, even if they are not very similar. Words that contain the written one come
     * first.
     */
    public static List<String> nearest(String written, Collection<String> allowed) {
        return allowed.stream()
                .sorted(Comparator.<String>comparingInt(word -> word.contains(written) ? 0 : edits(written, word))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    /** Returns the end of a message, {@code . Did you mean 'tpot.mean'?}; empty if no allowed word is similar. */
    public static String hint(String written, Collection<String> allowed) {
        var near = of(written, allowed);
        return near.isEmpty() ? "" : ". Did you mean '" + near.getFirst() + "'?";
    }

    /** Returns the optimal string alignment distance: how many letters must be added, removed, changed, or swapped with their neighbour. */
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
