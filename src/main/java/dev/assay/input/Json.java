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

/** Reads a JSON file that a program wrote: one or several values, one after the other, with the places of their keys. */
public final class Json {
    private static final JsonFactory JSON = JsonFactory.builder()
            // A result file has the text of each request. Jackson's limit protects against untrusted input, which this
            // is not.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            // Python's json module writes NaN and Infinity if a figure has no value, although JSON does not allow them.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private Json() {}

    /** Returns the values of a file in their order. At the first text that is not JSON it reports a problem and stops. */
    public static List<Node> read(InputFile input, Problems problems) {
        return read(input, new NumberListNodes(input.name(), problems), problems);
    }

    /**
     * Returns the values of a file that Python reads: of a key that appears twice, only the last counts.
     *
     * @param repeated takes each key that appears twice
     */
    public static List<Node> readAsPython(InputFile input, Problems problems, Problems repeated) {
        return read(
                input,
                new NumberListNodes(input.name(), problems) {
                    @Override
                    MappingEntries entries() {
                        return new MappingEntries(true, repeated);
                    }
                },
                problems);
    }

    private static List<Node> read(InputFile input, JsonNodes nodes, Problems problems) {
        var values = new ArrayList<Node>();
        try (var parser = JSON.createParser(ObjectReadContext.empty(), input.text())) {
            try {
                while (parser.nextToken() != null) {
                    values.add(nodes.value(parser));
                }
                if (values.isEmpty()) {
                    problems.add(Location.startOf(input.name()), "expected JSON, found an empty file");
                }
            } catch (JacksonException e) {
                nodes.refuse(e, parser, "the file");
            }
        }
        return values;
    }

    /** Reads lists of numbers as arrays of numbers, because they may be long. */
    private static class NumberListNodes extends JsonNodes {
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
