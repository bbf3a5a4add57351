package dev.assay.plan.evalsets;

import dev.assay.input.Node;
import dev.assay.input.Problems;
import dev.assay.input.SimilarNames;
import dev.assay.plan.evalsets.Template.Filter;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts the values of a row into templates. */
record Writing(Problems problems) {
    /**
     * Returns the text of a template; absent, with a problem, if the row has no such value, or one that is no text.
     *
     * @param options of the question, whose texts become letters; none if it has none
     */
    @Nullable String text(Template template, Columns columns, List<String> options) {
        var text = new StringBuilder();
        for (var part : template.parts()) {
            var piece = switch (part) {
                case Template.Literal literal -> literal.text();
                case Template.Name name -> text(template, name, columns, options);
            };
            if (piece == null) {
                return null;
            }
            text.append(piece);
        }
        return text.toString();
    }

    /** Returns the value of a name, of any type; absent, with a problem, if the row has none. */
    @Nullable Node value(Template template, Template.Name name, Columns columns) {
        var value = columns.value(name.name());
        if (value == null) {
            var names = Stream.concat(columns.own().entries().stream(), columns.row().entries().stream())
                    .map(Node.Entry::key)
                    .distinct()
                    .toList();
            problems.add(
                    columns.row().place(),
                    "the row has nothing called '" + name.name() + "', " + named(template) + "; it has: "
                            + String.join(", ", names) + SimilarNames.hint(name.name(), names));
        }
        return value;
    }

    static String named(Template template) {
        return "which the template at " + template.node().place() + " names";
    }

    private @Nullable String text(Template template, Template.Name name, Columns columns, List<String> options) {
        var value = value(template, name, columns);
        if (value == null) {
            return null;
        }
        if (!(value instanceof Node.Scalar scalar) || scalar.kind() == Node.Kind.NOTHING) {
            problems.add(
                    value.place(),
                    "'" + name.name() + "' must be a text or a number, " + named(template) + ", found "
                            + value.found());
            return null;
        }
        return name.filter() == null ? scalar.text() : filtered(name, name.filter(), scalar, options);
    }

    private @Nullable String filtered(Template.Name name, Filter filter, Node.Scalar value, List<String> options) {
        var text = value.text().strip();
        return switch (filter) {
            case STRIP -> text;
            case LETTER -> {
                if (text.matches("[0-9]")) {
                    yield String.valueOf((char) ('A' + Integer.parseInt(text)));
                }
                if (text.matches("[A-J]")) {
                    yield text;
                }
                problems.add(
                        value.place(),
                        name + " needs an index from 0 to 9 or a letter from A to J, found [" + value.text() + "]");
                yield null;
            }
            case OPTION -> {
                var index = options.indexOf(value.text());
                if (index < 0) {
                    problems.add(
                            value.place(),
                            name + " needs the text of one of the options (" + String.join(", ", options) + "), found ["
                                    + value.text() + "]");
                    yield null;
                }
                yield String.valueOf((char) ('A' + index));
            }
        };
    }
}
