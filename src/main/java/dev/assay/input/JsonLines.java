package dev.assay.input;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads a file of JSON Lines: one object per line, with the places of its keys and values. */
public final class JsonLines {
    static final JsonFactory JSON = new JsonFactory();

    /** A question with the longest prompt that a model can read has less. */
    private static final int LONGEST_LINE = 16 << 20;

    private JsonLines() {}

    /**
     * Reads all lines. A line that is not a JSON object is reported as a problem and left out. Blank lines are allowed only at the end of
     * the file.
     */
    public static List<Node.Mapping> read(InputFile input, Problems problems) {
        var lines = input.text().stripTrailing().split("\n", -1);
        var objects = new ArrayList<Node.Mapping>();
        for (var i = 0; i < lines.length; i++) {
            var object = read(lines[i], new Location(input.name(), i + 1, 1), problems);
            if (object != null) {
                objects.add(object);
            }
        }
        return objects;
    }

    private static Node.@Nullable Mapping read(String line, Location start, Problems problems) {
        if (line.isBlank()) {
            problems.add(start, "expected a JSON object on each line, found a blank line");
            return null;
        }
        if (line.length() > LONGEST_LINE) {
            problems.add(
                    start, "the line has " + line.length() + " characters; a line may have at most " + LONGEST_LINE);
            return null;
        }
        var nodes = new JsonNodes(start.file(), start.line(), problems);
        try (var parser = JSON.createParser(ObjectReadContext.empty(), line)) {
            try {
                parser.nextToken();
                var value = nodes.value(parser);
                if (parser.nextToken() != null) {
                    problems.add(nodes.place(parser), "expected one JSON object per line, found more text after it");
                } else if (value instanceof Node.Mapping object) {
                    LoneSurrogate.refuse(object, problems);
                    return object;
                } else {
                    problems.add(value.place(), "expected a JSON object on each line, found " + value.found());
                }
            } catch (JacksonException e) {
                nodes.refuse(e, parser, "the line");
            }
        }
        return null;
    }
}
