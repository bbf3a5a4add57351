package dev.assay.input;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects the entries of one mapping while it is read, and reports a key that appears twice. */
final class MappingEntries {
    private final Map<String, Node.Entry> byKey = new LinkedHashMap<>();
    private final boolean lastCounts;
    private final Problems problems;

    MappingEntries(Problems problems) {
        this(false, problems);
    }

    /** @param lastCounts whether of two entries with one key the second is kept; if not, the first */
    MappingEntries(boolean lastCounts, Problems problems) {
        this.lastCounts = lastCounts;
        this.problems = problems;
    }

    void add(Node.Entry entry) {
        var first = byKey.putIfAbsent(entry.key(), entry);
        if (first != null && lastCounts) {
            byKey.put(entry.key(), entry);
            problems.add(
                    first.place(),
                    "'" + entry.key() + "' appears a second time, at " + entry.place()
                            + "; only that one counts, as in Python");
        } else if (first != null) {
            problems.add(
                    entry.place(),
                    "'" + entry.key() + "' appears a second time; the first is at " + first.place()
                            + ". Remove one of them");
        }
    }

    Node.Mapping at(Location place) {
        return new Node.Mapping(new ArrayList<>(byKey.values()), place);
    }
}
