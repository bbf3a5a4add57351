package dev.assay.input;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/** Reads a file of JSON Lines: one object a line, with the places of its keys and values. */
public final class JsonLines {
    private static final JsonFactory JSON = new JsonFactory();

    private final String file;
    private final int line;
    private final Problems problems;

    private JsonLines(String file, int line, Problems problems) {
        this.file = file;
        this.line = line;
        this.problems = problems;
    }

    /** Reads all lines; one that is no JSON object is left out, which {@code problems} then says. Blank lines may only end the file. */
    public static List<Node.Mapping> read(InputFile input, Problems problems) {
        var lines = input.text().stripTrailing().split("\n", -1);
        var objects = new ArrayList<Node.Mapping>();
        for (var i = 0; i < lines.length; i++) {
            var object = new JsonLines(input.name(), i + 1, problems).read(lines[i]);
            if (object != null) {
                objects.add(object);
            }
        }
        return objects;
    }

    private Node.@Nullable Mapping read(String text) {
        if (text.isBlank()) {
            problems.add(new Location(file, line, 1), "expected a JSON object on each line, found a blank line");
            return null;
        }
        try (var parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            var value = value(parser);
            if (parser.nextToken() != null) {
                problems.add(place(parser), "expected one JSON object a line, found more behind it");
            } else if (value instanceof Node.Mapping object) {
                return object;
            } else {
                problems.add(value.place(), "expected a JSON object on each line, found " + value.found());
            }
        } catch (JacksonException e) {
            var column =
                    e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getColumnNr());
            problems.add(new Location(file, line, column), "not JSON: " + reason(e));
        }
        return null;
    }

    private static String reason(JacksonException e) {
        if (e instanceof UnexpectedEndOfInputException) {
            return "the line ends inside a value";
        }
        // Jackson tells a programmer how to accept more; a person who writes questions has no use for that.
        return e.getOriginalMessage().replaceFirst(": enable `.*", "");
    }

    private Node value(JsonParser parser) {
        var place = place(parser);
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                var entries = new Entries(problems);
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    var key = parser.currentName();
                    var keyPlace = place(parser);
                    parser.nextToken();
                    entries.add(new Node.Entry(key, keyPlace, value(parser)));
                }
                yield entries.at(place);
            }
            case START_ARRAY -> {
                var items = new ArrayList<Node>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield new Node.Sequence(items, place);
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Node.Scalar(parser.getString(), Node.Kind.NUMBER, place);
            case VALUE_TRUE, VALUE_FALSE -> new Node.Scalar(parser.getString(), Node.Kind.BOOLEAN, place);
            case VALUE_NULL -> new Node.Scalar("", Node.Kind.NOTHING, place);
            case VALUE_STRING -> new Node.Scalar(parser.getString(), Node.Kind.TEXT, place);
            default -> throw new IllegalStateException("no value starts with " + parser.currentToken());
        };
    }

    private Location place(JsonParser parser) {
        return new Location(file, line, parser.currentTokenLocation().getColumnNr());
    }
}
