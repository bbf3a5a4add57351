package dev.assay.plan.evalsets;

import dev.assay.input.Fields;
import dev.assay.input.Location;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a row of a file becomes a question in our own form: what {@code fields} and {@code type} of a manifest say.
 *
 * @param forms for each key of a question the templates of its value, {@code options} first
 * @param templates the template of each text in the forms, by identity
 * @param type the type of questions that do not say theirs; absent: each must
 * @param given whether the manifest has {@code fields}
 */
record FieldMap(
        Map<String, Node.Entry> forms, Map<Node, Template> templates, Node.@Nullable Scalar type, boolean given) {
    static final FieldMap NONE = new FieldMap(Map.of(), Map.of(), null, false);

    private static final String OPTIONS = "options";
    /** These are taken from columns of the same name if {@code fields} does not have them. */
    private static final List<String> USUAL = List.of("id", "type", "question", "answer");
    /** Their values are texts, even if a file has numbers. */
    private static final Set<String> TEXTS = Set.of("id", "type", "question", "answer", "unit", "cluster");

    private static final Set<String> NEEDED = Set.of("id", "type", "question", "answer");

    static FieldMap read(Fields manifest, Problems problems) {
        var word = manifest.optionalChoice("type", Expected.Type.words());
        var type = word == null ? null : new Node.Scalar(word, Node.Kind.TEXT, manifest.placeOf("type"));
        var forms = new LinkedHashMap<String, Node.Entry>();
        var templates = new IdentityHashMap<Node, Template>();
        var entries = manifest.entries("fields");
        for (var first : List.of(true, false)) {
            entries.stream()
                    .filter(entry -> entry.key().equals(OPTIONS) == first)
                    .forEach(entry -> {
                        forms.put(entry.key(), entry);
                        collect(entry.value(), templates, problems);
                    });
        }
        return new FieldMap(forms, templates, type, manifest.optional("fields") != null);
    }

    private static void collect(Node node, Map<Node, Template> templates, Problems problems) {
        switch (node) {
            case Node.Scalar scalar -> {
                var template = scalar.kind() == Node.Kind.TEXT ? Template.read(scalar, problems) : null;
                if (template != null) {
                    templates.put(scalar, template);
                }
            }
            case Node.Sequence list -> list.items().forEach(item -> collect(item, templates, problems));
            case Node.Mapping group -> group.entries().forEach(entry -> collect(entry.value(), templates, problems));
            case Node.Numbers ignored -> {
                // YAML has none of these
            }
        }
    }

    /**
     * Returns the row in our own form; absent, with problems, if a value is missing or has the wrong type.
     *
     * @param usualId the id of a row without one; absent: it is missing
     * @param strict whether the file's values have types, so that they must fit as they are unless {@code fields} is given
     */
    Node.@Nullable Mapping question(Columns columns, @Nullable String usualId, boolean strict, Writing writing) {
        if (!given && strict) {
            return withUsual(columns, usualId, new ArrayList<>(columns.row().entries()));
        }
        var entries = new ArrayList<Node.Entry>();
        for (var form : forms.values()) {
            var options = entries.stream()
                    .filter(entry -> entry.key().equals(OPTIONS))
                    .flatMap(entry -> texts(entry.value()))
                    .toList();
            var made = made(form.value(), columns, options, writing);
            if (made == null) {
                return null;
            }
            add(entries, form.key(), form.place(), made);
        }
        for (var entry : columns.row().entries()) {
            if (!forms.containsKey(entry.key()) && (!given || USUAL.contains(entry.key()))) {
                add(entries, entry.key(), entry.place(), entry.value());
            }
        }
        return withUsual(columns, usualId, entries);
    }

    private Node.Mapping withUsual(Columns columns, @Nullable String usualId, List<Node.Entry> entries) {
        var keys = entries.stream().map(Node.Entry::key).collect(Collectors.toSet());
        var place = columns.row().place();
        if (!keys.contains("id") && usualId != null) {
            entries.add(new Node.Entry("id", place, new Node.Scalar(usualId, Node.Kind.TEXT, place)));
        }
        if (!keys.contains("type") && type != null) {
            entries.add(new Node.Entry("type", type.place(), type));
        }
        return new Node.Mapping(entries, place);
    }

    private static Stream<String> texts(Node node) {
        return node instanceof Node.Sequence list
                ? list.items().stream().filter(Node.Scalar.class::isInstance).map(item -> ((Node.Scalar) item).text())
                : Stream.of();
    }

    private @Nullable Node made(Node form, Columns columns, List<String> options, Writing writing) {
        return switch (form) {
            case Node.Scalar scalar -> {
                var template = templates.get(scalar);
                var name = template == null ? null : template.onlyName();
                if (template == null) {
                    yield scalar;
                }
                if (name != null) {
                    yield writing.value(template, name, columns);
                }
                var text = writing.text(template, columns, options);
                yield text == null
                        ? null
                        : new Node.Scalar(text, Node.Kind.TEXT, columns.row().place());
            }
            case Node.Sequence list -> {
                var items = new ArrayList<Node>();
                for (var item : list.items()) {
                    var made = made(item, columns, options, writing);
                    if (made == null) {
                        yield null;
                    }
                    items.add(made);
                }
                yield new Node.Sequence(items, columns.row().place());
            }
            case Node.Mapping group -> {
                var entries = new ArrayList<Node.Entry>();
                for (var entry : group.entries()) {
                    var made = made(entry.value(), columns, options, writing);
                    if (made == null) {
                        yield null;
                    }
                    entries.add(new Node.Entry(entry.key(), entry.place(), made));
                }
                yield new Node.Mapping(entries, columns.row().place());
            }
            case Node.Numbers numbers -> numbers;
        };
    }

    /** Adds a value in the type that a question needs, which a file may not have: CSV has only texts. A value that may be missing and is empty is left out. */
    private static void add(List<Node.Entry> entries, String key, Location place, Node value) {
        var fit = switch (key) {
            case "tolerance" -> as(value, Node.Kind.NUMBER, "[0-9]+(\\.[0-9]+)?");
            case "critical" -> as(value, Node.Kind.BOOLEAN, "true|false");
            case OPTIONS -> list(value, true);
            case "tags" -> list(value, false);
            default -> TEXTS.contains(key) ? text(value) : value;
        };
        var empty = (fit instanceof Node.Scalar scalar && scalar.text().isBlank())
                || (fit instanceof Node.Sequence list && list.items().isEmpty());
        if (!empty || NEEDED.contains(key)) {
            entries.add(new Node.Entry(key, place, fit));
        }
    }

    private static Node as(Node value, Node.Kind kind, String pattern) {
        return value instanceof Node.Scalar scalar
                        && scalar.kind() == Node.Kind.TEXT
                        && scalar.text().matches(pattern)
                ? new Node.Scalar(scalar.text(), kind, scalar.place())
                : value;
    }

    private static Node text(Node value) {
        return value instanceof Node.Scalar scalar && scalar.kind() != Node.Kind.NOTHING
                ? new Node.Scalar(scalar.text(), Node.Kind.TEXT, scalar.place())
                : value;
    }

    /** Questions may have fewer options than a file has columns for them, so empty ones at the end are left out. A tag without a text is no tag. */
    private static Node list(Node value, boolean onlyAtTheEnd) {
        if (!(value instanceof Node.Sequence list)) {
            return onlyAtTheEnd
                            || !(value instanceof Node.Scalar scalar)
                            || scalar.text().isBlank()
                    ? value
                    : new Node.Sequence(List.of(text(value)), value.place());
        }
        var items = new ArrayList<>(list.items().stream().map(FieldMap::text).toList());
        if (onlyAtTheEnd) {
            while (!items.isEmpty() && isEmpty(items.getLast())) {
                items.removeLast();
            }
        } else {
            items.removeIf(FieldMap::isEmpty);
        }
        return new Node.Sequence(items, list.place());
    }

    private static boolean isEmpty(Node node) {
        return node instanceof Node.Scalar scalar && scalar.text().isBlank();
    }

    /** Returns all templates, for a check of their names. */
    List<Template> all() {
        return List.copyOf(templates.values());
    }

    /** Returns what the manifest says, for people and for comparisons: {@code type choice, answer {answer|letter}}; absent if it says nothing. */
    @Nullable String shown() {
        var parts = new ArrayList<String>();
        if (type != null) {
            parts.add("type " + type.text());
        }
        new TreeMap<>(forms).forEach((key, form) -> parts.add(key + " " + shown(form.value())));
        return parts.isEmpty() ? null : String.join(", ", parts);
    }

    private static String shown(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar.text().replace("\n", "\\n");
            case Node.Sequence list ->
                list.items().stream().map(FieldMap::shown).collect(Collectors.joining(", ", "[", "]"));
            case Node.Mapping group ->
                group.entries().stream()
                        .map(entry -> entry.key() + ": " + shown(entry.value()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case Node.Numbers numbers -> numbers.found();
        };
    }
}
