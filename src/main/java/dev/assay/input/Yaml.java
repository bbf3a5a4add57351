package dev.assay.input;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
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
 * Reads a file of YAML 1.2 with the places of its keys and values. Anchors, aliases and tags are refused, so that a reader sees each limit
 * where it applies.
 */
public final class Yaml {
    private final String file;
    private final Problems problems;

    private Yaml(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * Reads one document.
     *
     * @return absent, with a problem, if the text is not YAML or has something that is not allowed
     */
    public static @Nullable Node read(InputFile input, Problems problems) {
        return new Yaml(input.name(), problems).read(input.text());
    }

    private @Nullable Node read(String text) {
        // MappingEntries reports all duplicate keys, with both places.
        var settings = LoadSettings.builder()
                .setLabel(file)
                .setAllowDuplicateKeys(true)
                .setAllowNonScalarKeys(true)
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
        for (var event : events) {
            if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
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
        return switch (node) {
            case MappingNode mapping -> mapping(mapping, place);
            case SequenceNode sequence -> {
                var items = new ArrayList<Node>();
                sequence.getValue().forEach(item -> items.add(node(item)));
                yield new Node.Sequence(items, place);
            }
            case ScalarNode scalar -> new Node.Scalar(scalar.getValue(), kind(scalar.getTag()), place);
            default -> throw new IllegalStateException("aliases were refused before: " + node);
        };
    }

    private Node.Mapping mapping(MappingNode mapping, Location place) {
        var entries = new MappingEntries(problems);
        for (var tuple : mapping.getValue()) {
            var keyPlace = place(tuple.getKeyNode().getStartMark());
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                entries.add(new Node.Entry(key.getValue(), keyPlace, node(tuple.getValueNode())));
            } else {
                problems.add(keyPlace, "a key must be a single word, found a list or a mapping");
            }
        }
        return entries.at(place);
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
