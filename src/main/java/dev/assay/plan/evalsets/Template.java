package dev.assay.plan.evalsets;

import dev.assay.input.Node;
import dev.assay.input.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A text with names in braces, such as <code>{question}\nAnswer:</code>. Two braces stand for one.
 *
 * @param text as written
 * @param node where it stands in the manifest
 */
record Template(String text, Node.Scalar node, List<Part> parts) {
    Template {
        parts = List.copyOf(parts);
    }

    /** A piece of a template. */
    sealed interface Part {}

    /** A text that stays as it is. */
    record Literal(String text) implements Part {}

    /** A name whose value stands in its place. */
    record Name(String name, @Nullable Filter filter) implements Part {
        @Override
        public String toString() {
            return "{" + name + (filter == null ? "" : "|" + filter.word()) + "}";
        }
    }

    /** What is done with a value. */
    enum Filter {
        /** An index from 0 becomes a letter from A; a letter stays. */
        LETTER,
        /** The text of an option becomes its letter. */
        OPTION,
        /** Without the spaces around it. */
        STRIP;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns the only part, if it is a name without a filter: its value need not be a text. */
    @Nullable Name onlyName() {
        return parts.size() == 1 && parts.getFirst() instanceof Name name && name.filter() == null ? name : null;
    }

    /** Returns the names, in their order. */
    List<Name> names() {
        return parts.stream()
                .filter(Name.class::isInstance)
                .map(Name.class::cast)
                .toList();
    }

    /** Reads a template; absent, with a problem, if its braces are wrong. */
    static @Nullable Template read(Node.Scalar node, Problems problems) {
        var text = node.text();
        var parts = new ArrayList<Part>();
        var literal = new StringBuilder();
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if ((c == '{' || c == '}') && i + 1 < text.length() && text.charAt(i + 1) == c) {
                literal.append(c);
                i++;
            } else if (c == '}') {
                return wrong(node, "has a '}' without a '{' before it", problems);
            } else if (c == '{') {
                var end = text.indexOf('}', i);
                if (end < 0) {
                    return wrong(node, "has a '{' without a '}' behind it", problems);
                }
                var name = name(text.substring(i + 1, end), node, problems);
                if (name == null) {
                    return null;
                }
                if (!literal.isEmpty()) {
                    parts.add(new Literal(literal.toString()));
                    literal.setLength(0);
                }
                parts.add(name);
                i = end;
            } else {
                literal.append(c);
            }
        }
        if (!literal.isEmpty()) {
            parts.add(new Literal(literal.toString()));
        }
        return new Template(text, node, parts);
    }

    private static @Nullable Name name(String inside, Node.Scalar node, Problems problems) {
        var bar = inside.lastIndexOf('|');
        var name = (bar < 0 ? inside : inside.substring(0, bar)).strip();
        if (name.isEmpty() || name.contains("{")) {
            wrong(node, "has braces without the name of a column between them: [{" + inside + "}]", problems);
            return null;
        }
        if (bar < 0) {
            return new Name(name, null);
        }
        var word = inside.substring(bar + 1).strip();
        for (var filter : Filter.values()) {
            if (filter.word().equals(word)) {
                return new Name(name, filter);
            }
        }
        problems.add(
                node.place(),
                "behind '|' a template has letter (an index from 0 becomes a letter), option (the text of an option becomes its letter) or strip; found ["
                        + word + "]");
        return null;
    }

    private static @Nullable Template wrong(Node.Scalar node, String what, Problems problems) {
        problems.add(
                node.place(),
                "the template [" + node.text() + "] " + what
                        + ": write {name} for a value, and two braces for one that stays");
        return null;
    }
}
