package dev.assay.input;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads a file of YAML 1.2 with the places of its keys and values. Tags are refused. In our own files anchors and aliases are refused too,
 * so that a reader sees each limit where it applies.
 */
public final class Yaml {
    private static final String MERGE = "<<";

    /** The most values of a file whose aliases are replaced by what they stand for. */
    private static final int MOST_VALUES = 100_000;

    /** The parser's own limit, which it counts in characters too. */
    private static final int MOST_CHARACTERS = 3_000_000;

    /** Lists and mappings within each other. Each level takes a part of the stack. */
    private static final int MOST_LEVELS = 100;

    private final String file;
    private final boolean aliases;
    private final Problems problems;
    /** The values that are being read, from the root to the current one. */
    private final Set<org.snakeyaml.engine.v2.nodes.Node> open = Collections.newSetFromMap(new IdentityHashMap<>());

    private int values;

    private Yaml(String file, boolean aliases, Problems problems) {
        this.file = file;
        this.aliases = aliases;
        this.problems = problems;
    }

    /**
     * Reads one document.
     *
     * @return absent, with a problem, if the text is not YAML or has something that is not allowed
     */
    public static @Nullable Node read(InputFile input, Problems problems) {
        return new Yaml(input.name(), false, problems).read(input.text());
    }

    /**
     * Reads one document that was written for another program, where anchors, aliases and the merge key {@code <<} are usual. An alias is
     * read as what it stands for, with the place of its anchor. A merge key adds the keys that the mapping does not have itself; of several,
     * the last one counts, as in PyYAML.
     *
     * @return absent, with a problem, if the text is not YAML or has something that is not allowed
     */
    public static @Nullable Node readWithAliases(InputFile input, Problems problems) {
        return new Yaml(input.name(), true, problems).read(input.text());
    }

    private @Nullable Node read(String text) {
        if (text.length() > MOST_CHARACTERS) {
            problems.add(
                    Location.startOf(file),
                    "has " + text.length() + " characters; a file of YAML may have at most " + MOST_CHARACTERS
                            + ": leave out what is not needed");
            return null;
        }
        // MappingEntries reports all duplicate keys, with both places.
        var settings = LoadSettings.builder()
                .setLabel(file)
                .setAllowDuplicateKeys(true)
                .setAllowNonScalarKeys(true)
                .setMaxAliasesForCollections(MOST_VALUES)
                .build();
        try {
            if (!isPlain(new Parse(settings).parseString(text))) {
                return null;
            }
            var root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                problems.add(Location.startOf(file), "the file is empty");
            }
            var read = root.map(this::node);
            read.ifPresent(node -> LoneSurrogate.refuse(node, problems));
            return read.orElse(null);
        } catch (MarkedYamlEngineException e) {
            problems.add(place(e.getProblemMark()), "not YAML: " + e.getProblem());
        } catch (ReaderException e) {
            var found = String.format(Locale.ROOT, "U+%04X", e.getCodePoint());
            problems.add(placeOf(e.getCodePoint(), text), "not YAML: the character " + found + " is not allowed");
        } catch (YamlEngineException e) {
            problems.add(Location.startOf(file), "not YAML: " + e.getMessage());
        }
        return null;
    }

    /** Returns the place of the first such character. The parser does not tell the line of a character that it refuses. */
    private Location placeOf(int codePoint, String text) {
        var before = text.substring(0, Math.max(0, text.indexOf(codePoint)));
        var line = 1 + Math.toIntExact(before.chars().filter(c -> c == '\n').count());
        return new Location(file, line, before.length() - before.lastIndexOf('\n'));
    }

    private boolean isPlain(Iterable<Event> events) {
        var plain = true;
        var levels = 0;
        for (var event : events) {
            if (event instanceof CollectionStartEvent && ++levels > MOST_LEVELS) {
                problems.add(
                        place(event.getStartMark()),
                        "more than " + MOST_LEVELS
                                + " lists and mappings are within each other: write it with fewer levels");
                return false;
            }
            levels -= event instanceof CollectionEndEvent ? 1 : 0;
            if (!aliases && event instanceof NodeEvent node && node.getAnchor().isPresent()) {
                var sign = event instanceof AliasEvent ? "*" : "&";
                problems.add(
                        place(event.getStartMark()),
                        "anchors and aliases are not allowed, found [" + sign
                                + node.getAnchor().get() + "]: write the value itself here");
                plain = false;
            } else if (hasTag(event)) {
                problems.add(place(event.getStartMark()), "tags such as !!str are not allowed: remove it");
                plain = false;
            }
        }
        return plain;
    }

    private static boolean hasTag(Event event) {
        return switch (event) {
            case ScalarEvent scalar -> scalar.getTag().isPresent();
            case CollectionStartEvent collection -> collection.getTag().isPresent();
            default -> false;
        };
    }

    private Node node(org.snakeyaml.engine.v2.nodes.Node node) {
        var place = place(node.getStartMark());
        if (++values > MOST_VALUES) {
            throw new YamlEngineException(
                    "with its aliases it has more than " + MOST_VALUES + " values: write fewer aliases of aliases");
        }
        if (!open.add(node)) {
            problems.add(place, "an alias stands for a value that contains the alias: write the value itself");
            return new Node.Scalar("", Node.Kind.NOTHING, place);
        }
        var read = switch (node) {
            case MappingNode mapping -> mapping(mapping, place);
            case SequenceNode sequence -> {
                var items = new ArrayList<Node>();
                sequence.getValue().forEach(item -> items.add(node(item)));
                yield new Node.Sequence(items, place);
            }
            case ScalarNode scalar -> new Node.Scalar(scalar.getValue(), kind(scalar.getTag()), place);
            default -> throw new IllegalStateException("the parser replaces aliases: " + node);
        };
        open.remove(node);
        return read;
    }

    private Node.Mapping mapping(MappingNode mapping, Location place) {
        var entries = new MappingEntries(problems);
        var merged = new LinkedHashMap<String, Node.Entry>();
        for (var tuple : mapping.getValue()) {
            var keyPlace = place(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(keyPlace, "a key must be a single word, found a list or a mapping");
            } else if (aliases && key.getValue().equals(MERGE)) {
                merge(node(tuple.getValueNode()), merged);
            } else {
                entries.add(new Node.Entry(key.getValue(), keyPlace, node(tuple.getValueNode())));
            }
        }
        var own = entries.at(place);
        return new Node.Mapping(
                Stream.concat(
                                own.entries().stream(),
                                merged.values().stream().filter(entry -> own.value(entry.key()) == null))
                        .toList(),
                place);
    }

    private void merge(Node from, Map<String, Node.Entry> merged) {
        switch (from) {
            case Node.Mapping mapping -> mapping.entries().forEach(entry -> merged.put(entry.key(), entry));
            // Of a list, the first mapping that has a key counts.
            case Node.Sequence list -> list.items().reversed().forEach(item -> merge(item, merged));
            case Node.Scalar scalar -> refuseMerge(scalar);
            case Node.Numbers numbers -> refuseMerge(numbers);
        }
    }

    private void refuseMerge(Node from) {
        problems.add(
                from.place(),
                "'" + MERGE + "' adds the keys of a mapping, or of a list of mappings; found " + from.found());
    }

    private static Node.Kind kind(Tag tag) {
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return Node.Kind.NUMBER;
        }
        if (tag.equals(Tag.BOOL)) {
            return Node.Kind.BOOLEAN;
        }
        return tag.equals(Tag.NULL) ? Node.Kind.NOTHING : Node.Kind.TEXT;
    }

    private Location place(Optional<Mark> mark) {
        return mark.map(at -> new Location(file, at.getLine() + 1, at.getColumn() + 1))
                .orElse(Location.startOf(file));
    }
}
