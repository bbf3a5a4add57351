package dev.assay.input;

import dev.assay.stats.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a file of JSON that a program wrote: one value or several, one behind the other, with the places of their keys. Lists of plain
 * numbers may be long, and are kept as numbers.
 */
public final class Json {
    private static final JsonFactory JSON = JsonFactory.builder()
            // A result file names each request's text; the limit is there for what strangers send.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final String file;
    private final Problems problems;

    private Json(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Returns the values of a file, in their order; those from the first that is not JSON on are left out, which {@code problems} says. */
    public static List<Node> read(InputFile input, Problems problems) {
        return new Json(input.name(), problems).read(input.text());
    }

    private List<Node> read(String text) {
        var values = new ArrayList<Node>();
        try (var parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            while (parser.nextToken() != null) {
                values.add(value(parser));
            }
            if (values.isEmpty()) {
                problems.add(Location.startOf(file), "expected JSON, found an empty file");
            }
        } catch (UnexpectedEndOfInputException e) {
            problems.add(place(e), "not JSON: the file ends inside a value");
        } catch (JacksonException e) {
            problems.add(place(e), "not JSON: " + e.getOriginalMessage().replaceFirst(": enable `.*", ""));
        }
        return values;
    }

    private Node value(JsonParser parser) {
        var place = place(parser);
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, place);
            case START_ARRAY -> list(parser, place);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Node.Scalar(parser.getString(), Node.Kind.NUMBER, place);
            case VALUE_TRUE, VALUE_FALSE -> new Node.Scalar(parser.getString(), Node.Kind.BOOLEAN, place);
            case VALUE_NULL -> new Node.Scalar("", Node.Kind.NOTHING, place);
            case VALUE_STRING -> new Node.Scalar(parser.getString(), Node.Kind.TEXT, place);
            default -> throw new IllegalStateException("no value starts with " + parser.currentToken());
        };
    }

    private Node object(JsonParser parser, Location place) {
        var entries = new Entries(problems);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var key = parser.currentName();
            var keyPlace = place(parser);
            parser.nextToken();
            entries.add(new Node.Entry(key, keyPlace, value(parser)));
        }
        return entries.at(place);
    }

    private Node list(JsonParser parser, Location place) {
        var numbers = DoubleStream.builder();
        while (parser.nextToken() != null && parser.currentToken().isNumeric()) {
            numbers.add(parser.getDoubleValue());
        }
        var first = numbers.build().toArray();
        if (parser.currentToken() == JsonToken.END_ARRAY) {
            return first.length == 0 ? new Node.Sequence(List.of(), place) : new Node.Numbers(Series.of(first), place);
        }
        var items = new ArrayList<Node>();
        Arrays.stream(first)
                .mapToObj(number -> new Node.Scalar(Double.toString(number), Node.Kind.NUMBER, place))
                .forEach(items::add);
        do {
            items.add(value(parser));
        } while (parser.nextToken() != JsonToken.END_ARRAY);
        return new Node.Sequence(items, place);
    }

    private Location place(JsonParser parser) {
        var place = parser.currentTokenLocation();
        return new Location(file, place.getLineNr(), place.getColumnNr());
    }

    private Location place(JacksonException e) {
        var place = e.getLocation();
        return place == null
                ? Location.startOf(file)
                : new Location(file, Math.max(1, place.getLineNr()), Math.max(1, place.getColumnNr()));
    }
}
