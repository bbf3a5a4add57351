package dev.assay.input;

import java.util.ArrayList;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Turns the tokens of a JSON parser into nodes. */
class JsonNodes {
    private final String file;
    private final int firstLine;
    private final Problems problems;

    /** @param firstLine the line of the file at which the parsed text begins */
    JsonNodes(String file, int firstLine, Problems problems) {
        this.file = file;
        this.firstLine = firstLine;
        this.problems = problems;
    }

    /** Returns the value that starts at the parser's current token. */
    final Node value(JsonParser parser) {
        var place = place(parser);
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, place);
            case START_ARRAY -> list(parser, place);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                new Node.Scalar(
                        parser.isNaN() ? Double.toString(parser.getDoubleValue()) : parser.getString(),
                        Node.Kind.NUMBER,
                        place);
            case VALUE_TRUE, VALUE_FALSE -> new Node.Scalar(parser.getString(), Node.Kind.BOOLEAN, place);
            case VALUE_NULL -> new Node.Scalar("", Node.Kind.NOTHING, place);
            case VALUE_STRING -> new Node.Scalar(parser.getString(), Node.Kind.TEXT, place);
            default -> throw new IllegalStateException("no value starts with " + parser.currentToken());
        };
    }

    private Node object(JsonParser parser, Location place) {
        var entries = entries();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var key = parser.currentName();
            var keyPlace = place(parser);
            parser.nextToken();
            entries.add(new Node.Entry(key, keyPlace, value(parser)));
        }
        return entries.at(place);
    }

    /** Returns what collects the entries of a mapping. */
    MappingEntries entries() {
        return new MappingEntries(problems);
    }

    /** Returns the list that starts at the parser's current token. */
    Node list(JsonParser parser, Location place) {
        var items = new ArrayList<Node>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return new Node.Sequence(items, place);
    }

    /** Returns the place of the parser's current token. */
    final Location place(JsonParser parser) {
        var place = parser.currentTokenLocation();
        return place(place.getLineNr(), place.getColumnNr());
    }

    private Location place(int line, int column) {
        return new Location(file, firstLine - 1 + Math.max(1, line), Math.max(1, column));
    }

    /**
     * Reports that the text is not JSON.
     *
     * @param parser where it is, if the exception does not tell
     * @param whole the name of the text, for the message: "the file" or "the line"
     */
    final void refuse(JacksonException e, JsonParser parser, String whole) {
        var at = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
        // Jackson's message also names its own options. They do not help a person who writes a file, so they are
        // removed.
        var why = e instanceof UnexpectedEndOfInputException
                ? whole + " ends inside a value"
                : e.getOriginalMessage().replaceFirst(": enable `.*", "").replaceFirst(", from `[^`]*`", "");
        problems.add(
                place(at.getLineNr(), at.getColumnNr()),
                e instanceof StreamConstraintsException ? "cannot be read: " + why : "not JSON: " + why);
    }
}
