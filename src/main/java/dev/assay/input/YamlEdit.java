package dev.assay.input;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Writes values into the text of a YAML file. Only the characters of these values change: comments, the order of keys, quotes and line ends stay as they
 * are.
 */
public final class YamlEdit {
    private final InputFile file;
    private final Problems problems;
    private final List<Splice> splices = new ArrayList<>();

    private YamlEdit(InputFile file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * A value to write.
     *
     * @param place the place of the key whose value it is, or of the item of a list that it is
     * @param keys the keys to set in a mapping that stands there; its other keys stay. A single value that stands there is replaced
     */
    public record Change(Location place, YamlValue.Keys keys) {}

    /** Characters that take the place of others. */
    private record Splice(int start, int end, String text) {}

    /**
     * Returns the text with all changes.
     *
     * @param file a text that {@link Yaml} reads without problems
     * @return absent, with a problem for each change that cannot be made
     */
    public static @Nullable String apply(InputFile file, List<Change> changes, Problems problems) {
        var edit = new YamlEdit(file, problems);
        var root = new Compose(LoadSettings.builder().setLabel(file.name()).build()).composeString(file.text());
        var before = problems.found().size();
        for (var change : changes) {
            root.flatMap(node -> edit.valueAt(node, change.place()))
                    .ifPresentOrElse(
                            value -> edit.write(value, change.keys()),
                            () -> problems.add(change.place(), "no value starts here any more"));
        }
        return problems.found().size() > before ? null : edit.spliced();
    }

    private String spliced() {
        // A stable sort, so that what is inserted at one place keeps its order.
        var inOrder =
                splices.stream().sorted(Comparator.comparingInt(Splice::start)).toList();
        var text = new StringBuilder();
        var from = 0;
        for (var splice : inOrder) {
            text.append(file.text(), from, splice.start()).append(splice.text());
            from = splice.end();
        }
        return text.append(file.text(), from, file.text().length()).toString();
    }

    /** Returns the value of the key at this place, or the item of a list at this place. */
    private Optional<Node> valueAt(Node node, Location place) {
        return switch (node) {
            case MappingNode mapping -> {
                var here = mapping.getValue().stream()
                        .filter(each -> starts(each.getKeyNode(), place))
                        .map(NodeTuple::getValueNode)
                        .findFirst();
                yield here.isPresent()
                        ? here
                        : mapping.getValue().stream()
                                .flatMap(each -> valueAt(each.getValueNode(), place).stream())
                                .findFirst();
            }
            case SequenceNode sequence -> {
                // An item starts where its first key starts; the item is meant.
                var here = sequence.getValue().stream()
                        .filter(each -> starts(each, place))
                        .findFirst();
                yield here.isPresent()
                        ? here
                        : sequence.getValue().stream()
                                .flatMap(each -> valueAt(each, place).stream())
                                .findFirst();
            }
            default -> Optional.empty();
        };
    }

    private boolean starts(Node node, Location place) {
        return place(node).equals(place);
    }

    private Location place(Node node) {
        var at = mark(node.getStartMark());
        return new Location(file.name(), at.getLine() + 1, at.getColumn() + 1);
    }

    private void write(Node value, YamlValue.Keys keys) {
        if (value instanceof MappingNode mapping) {
            set(mapping, keys);
        } else {
            replace(value, keys.flow());
        }
    }

    private void set(MappingNode mapping, YamlValue.Keys keys) {
        @Nullable Node last = null;
        for (var each : keys.values().entrySet()) {
            var value = valueOf(mapping, each.getKey());
            if (value != null) {
                overwrite(value, each.getValue());
                last = value;
            } else {
                insert(mapping, last, each.getKey() + ": " + each.getValue().flow());
            }
        }
    }

    private static @Nullable Node valueOf(MappingNode mapping, String key) {
        for (var each : mapping.getValue()) {
            if (each.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
                return each.getValueNode();
            }
        }
        return null;
    }

    private void overwrite(Node old, YamlValue value) {
        if (value instanceof YamlValue.Keys keys && old instanceof MappingNode mapping) {
            set(mapping, keys);
        } else {
            replace(old, value.flow());
        }
    }

    private void replace(Node old, String text) {
        var oneLine = old instanceof ScalarNode scalar
                ? !scalar.getScalarStyle().toString().matches("[|>]")
                : isFlow(old);
        if (!oneLine) {
            problems.add(place(old), "this value has lines of its own, so it cannot be replaced: write it on one line");
            return;
        }
        splices.add(new Splice(start(old), end(old), text));
    }

    /** @param after the value after which the key is written; absent: after the last one */
    private void insert(MappingNode mapping, @Nullable Node after, String entry) {
        var entries = mapping.getValue();
        var anchor = after == null ? entries.getLast().getValueNode() : after;
        if (isFlow(mapping)) {
            splices.add(new Splice(end(anchor), end(anchor), ", " + entry));
            return;
        }
        var column = mark(entries.getFirst().getKeyNode().getStartMark()).getColumn();
        var line = endOfLine(end(anchor));
        splices.add(new Splice(line, line, lineEnd() + " ".repeat(column) + entry));
    }

    private int endOfLine(int offset) {
        var end = file.text().indexOf('\n', offset);
        if (end < 0) {
            return file.text().length();
        }
        return end > 0 && file.text().charAt(end - 1) == '\r' ? end - 1 : end;
    }

    private String lineEnd() {
        return file.text().contains("\r\n") ? "\r\n" : "\n";
    }

    private static boolean isFlow(Node node) {
        return node instanceof CollectionNode<?> collection && collection.getFlowStyle() == FlowStyle.FLOW;
    }

    /** Returns the offset behind the last character of a value. The parser ends a block where the next token starts. */
    private int end(Node node) {
        return switch (node) {
            case MappingNode mapping
            when !isFlow(mapping) -> end(mapping.getValue().getLast().getValueNode());
            case SequenceNode sequence
            when !isFlow(sequence) -> end(sequence.getValue().getLast());
            default -> offset(mark(node.getEndMark()));
        };
    }

    private int start(Node node) {
        return offset(mark(node.getStartMark()));
    }

    private int offset(Mark mark) {
        return file.text().offsetByCodePoints(0, mark.getIndex());
    }

    private static Mark mark(Optional<Mark> mark) {
        return mark.orElseThrow(() -> new IllegalStateException("the parser was asked for marks"));
    }
}
