package dev.assay.input;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects the entries of one mapping while it is read, and reports a key that appears twice. */
final class MappingEntries {
    private final Map<String, Node.Entry> byKey = new LinkedHashMap<>();
    private final Problems problems;

    MappingEntries(Problems problems) {
        this.problems = problems;
    }

    void add(Node.Entry entry) {
        var first = byKey.putIfAbsent(entry.key(), entry);
        if (first != null) {
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
