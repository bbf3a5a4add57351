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
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** Reads a file of JSON that a program wrote: one value or several, one behind the other, with the places of their keys. */
public final class Json {
    private static final JsonFactory JSON = JsonFactory.builder()
            // A result file names each request's text; the limit is there for what strangers send.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            // Python's json module writes NaN and Infinity where a figure has no value, and takes them for JSON.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private Json() {}

    /** Returns the values of a file, in their order; those from the first that is not JSON on are left out, which {@code problems} says. */
    public static List<Node> read(InputFile input, Problems problems) {
        var nodes = new NumberListNodes(input.name(), problems);
        var values = new ArrayList<Node>();
        try (var parser = JSON.createParser(ObjectReadContext.empty(), input.text())) {
            while (parser.nextToken() != null) {
                values.add(nodes.value(parser));
            }
            if (values.isEmpty()) {
                problems.add(Location.startOf(input.name()), "expected JSON, found an empty file");
            }
        } catch (JacksonException e) {
            nodes.refuse(e, "the file");
        }
        return values;
    }

    /** Lists of plain numbers may be long, and are kept as numbers. */
    private static final class NumberListNodes extends JsonNodes {
        NumberListNodes(String file, Problems problems) {
            super(file, 1, problems);
        }

        @Override
        Node list(JsonParser parser, Location place) {
            var numbers = DoubleStream.builder();
            while (parser.nextToken() != null && parser.currentToken().isNumeric()) {
                numbers.add(parser.getDoubleValue());
            }
            var first = numbers.build().toArray();
            if (parser.currentToken() == JsonToken.END_ARRAY) {
                return first.length == 0
                        ? new Node.Sequence(List.of(), place)
                        : new Node.Numbers(Series.of(first), place);
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
    }
}
