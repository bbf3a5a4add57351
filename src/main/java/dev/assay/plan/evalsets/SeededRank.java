package dev.assay.plan.evalsets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A random order of questions that depends on nothing but a seed and each question's own text: the SHA-256 of both. So a question that is added, removed or
 * moved leaves the order of all others as it is.
 */
final class SeededRank {
    private SeededRank() {}

    /** Returns the rows in the order of their ranks. Equal texts keep the order of the file. */
    static List<Row> order(List<Row> rows, long seed) {
        var ranks = new TreeMap<Integer, String>();
        for (var i = 0; i < rows.size(); i++) {
            ranks.put(i, rank(rows.get(i), seed));
        }
        return ranks.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry::getValue))
                .map(each -> rows.get(each.getKey()))
                .toList();
    }

    private static String rank(Row row, long seed) {
        try {
            var text = seed + "\n" + row.question().subject() + "\n" + row.text();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
