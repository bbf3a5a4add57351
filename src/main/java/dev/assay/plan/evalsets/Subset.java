package dev.assay.plan.evalsets;

import dev.assay.input.Fields;
import dev.assay.input.Problems;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Some of the questions of a file, drawn with a seed. If they are drawn by subject, each subject gives its share of the size, rounded down, and the subjects
 * with the largest remainders give one more, so that all together are exactly the size. Of equal remainders the subject comes first whose name does.
 *
 * @param size how many questions
 * @param bySubject whether each subject gives its share
 */
public record Subset(int size, boolean bySubject, long seed) {
    private static final int MOST = 1_000_000;

    static @Nullable Subset read(Fields manifest, Problems problems) {
        var fields = Fields.of(manifest.optional("subset"), "'subset'", problems);
        if (fields == null) {
            return null;
        }
        var size = fields.count("size", MOST);
        var by = fields.optionalChoice("by", List.of("subject"));
        var seed = fields.count("seed", 0, Integer.MAX_VALUE, 0);
        fields.refuseOthers(Map.of());
        return size == null ? null : new Subset(size, by != null, seed);
    }

    /** Returns the drawn rows in the order of the file. There are at least {@link #size} rows. */
    List<Row> of(List<Row> rows) {
        var drawn = new HashSet<Row>();
        var strata = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> bySubject ? row.question().subject() : "", TreeMap::new, Collectors.toList()));
        var sizes = new HashMap<String, Integer>();
        strata.forEach((subject, all) -> sizes.put(subject, Math.toIntExact((long) all.size() * size / rows.size())));
        var left = size - sizes.values().stream().mapToInt(Integer::intValue).sum();
        strata.entrySet().stream()
                .sorted(Comparator.comparingLong(
                        each -> -((long) each.getValue().size() * size % rows.size())))
                .limit(left)
                .forEach(each -> sizes.merge(each.getKey(), 1, Integer::sum));
        strata.forEach((subject, all) -> SeededRank.order(all, seed).stream()
                .limit(sizes.getOrDefault(subject, 0))
                .forEach(drawn::add));
        return rows.stream().filter(drawn::contains).toList();
    }

    @Override
    public String toString() {
        return size + (bySubject ? " by subject" : "") + ", seed " + seed;
    }
}
