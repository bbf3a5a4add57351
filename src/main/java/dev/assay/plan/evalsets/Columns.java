package dev.assay.plan.evalsets;

import dev.assay.input.Node;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The values of one row, by name: its columns, parts of a column such as {@code choices.text}, and two names that every row has: {@code row} is its number in
 * the file, from 1, and {@code file} what the first {@code *} of the file's pattern stands for, or the file's name without folders and ending.
 *
 * @param own values that come before those of the row
 */
record Columns(Node.Mapping row, int number, String file, Node.Mapping own) {
    static final String ROW = "row";
    static final String FILE = "file";

    Columns with(List<Node.Entry> values) {
        return new Columns(row, number, file, new Node.Mapping(values, row.place()));
    }

    /** Returns the value of a name; absent if the row has none. */
    @Nullable Node value(String name) {
        var first = own.value(name);
        var value = first == null ? within(row, name) : first;
        if (value != null) {
            return value;
        }
        return switch (name) {
            case ROW -> new Node.Scalar(Integer.toString(number), Node.Kind.TEXT, row.place());
            case FILE -> new Node.Scalar(file, Node.Kind.TEXT, row.place());
            default -> null;
        };
    }

    private static @Nullable Node within(Node.Mapping mapping, String name) {
        var whole = mapping.value(name);
        if (whole != null) {
            return whole;
        }
        for (var dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
            if (mapping.value(name.substring(0, dot)) instanceof Node.Mapping group) {
                return within(group, name.substring(dot + 1));
            }
        }
        return null;
    }

    /** Returns whether a file whose rows all have these columns has a value of this name. */
    static boolean has(List<String> columns, String name) {
        Predicate<String> begins = column -> name.equals(column) || name.startsWith(column + ".");
        return name.equals(ROW) || name.equals(FILE) || columns.stream().anyMatch(begins);
    }
}
