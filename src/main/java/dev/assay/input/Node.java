package dev.assay.input;

import dev.assay.stats.Series;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value in a YAML or JSON file, with its place. */
public sealed interface Node {
    /** Returns the place where the value starts. */
    Location place();

    /** Returns the value's description for messages of the form "found ...": {@code the number [4]}, {@code a list}, {@code nothing}. */
    String found();

    /** The type of a single value. */
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        NOTHING
    }

    /**
     * A single value.
     *
     * @param text the value as written, without quotes; a number keeps all its digits
     */
    record Scalar(String text, Kind kind, Location place) implements Node {
        @Override
        public String found() {
            return switch (kind) {
                case TEXT -> "the text [" + text + "]";
                case NUMBER -> "the number [" + text + "]";
                case BOOLEAN -> "[" + text + "]";
                case NOTHING -> "nothing";
            };
        }
    }

    /** A list. */
    record Sequence(List<Node> items, Location place) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String found() {
            return "a list";
        }
    }

    /** A list of only numbers. Only {@link Json} returns it. */
    record Numbers(Series values, Location place) implements Node {
        @Override
        public String found() {
            return "a list of numbers";
        }
    }

    /** Keys with their values, in the order of the file. Each key appears once. */
    record Mapping(List<Entry> entries, Location place) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String found() {
            return "a mapping of keys to values";
        }

        /** Returns the value of a key; absent if the mapping does not have it. */
        public @Nullable Node value(String key) {
            return entries.stream()
                    .filter(entry -> entry.key().equals(key))
                    .map(Entry::value)
                    .findFirst()
                    .orElse(null);
        }
    }

    /**
     * A key with its value.
     *
     * @param place the place of the key
     */
    record Entry(String key, Location place, Node value) {}
}
