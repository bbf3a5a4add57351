package dev.assay.input;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A tree of JSON as facts: each value by the names on the way to it, {@code rows [smollm2-135m c4] plan requests}. */
public final class FlatFacts {
    private FlatFacts() {}

    /** Returns the facts of these trees, in their order. */
    public static Map<String, String> of(List<Node> trees) {
        var facts = new LinkedHashMap<String, String>();
        trees.forEach(node -> flatten("", node, facts));
        return facts;
    }

    /** Entries of a list are identified by their names, not by their positions. */
    private static void flatten(String path, Node node, Map<String, String> facts) {
        switch (node) {
            case Node.Scalar scalar -> facts.put(path.strip(), scalar.text());
            case Node.Mapping mapping ->
                mapping.entries().forEach(entry -> flatten(path + " " + entry.key(), entry.value(), facts));
            case Node.Sequence sequence ->
                sequence.items().forEach(item -> flatten(path + " " + name(item), item, facts));
            case Node.Numbers numbers ->
                facts.put(path.strip(), numbers.values().toString());
        }
    }

    private static String name(Node item) {
        return item instanceof Node.Mapping mapping && mapping.value("name") instanceof Node.Scalar name
                ? "[" + name.text() + "]"
                : "";
    }
}
