package dev.assay.wire.secrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds secrets of which each event of a stream has a part: a model that repeats a key does so token by token. The texts at the same place of all events are read
 * as one.
 */
final class DividedTexts {
    private static final Pattern EVENT = Pattern.compile("(?m)^data: ?(\\{.*)$");
    /** The member of a token's log-probability that spells the token in numbers. */
    private static final String BYTES = "bytes";

    private final byte[] stream;
    private final Map<String, Divided> byPlace = new LinkedHashMap<>();

    private DividedTexts(byte[] stream) {
        this.stream = stream;
    }

    /** A text, and where each of its bytes is written. */
    private static final class Divided {
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();
        private final List<int[]> written = new ArrayList<>();

        void add(int value, int from, int to) {
            text.write(value);
            written.add(new int[] {from, to});
        }
    }

    /** Replaces secrets in the events of a stream, and returns whether there was one. */
    static boolean strike(byte[] stream, Secrets secrets) {
        var texts = new DividedTexts(stream);
        // A character for each byte.
        EVENT.matcher(new String(stream, ISO_8859_1))
                .results()
                .forEach(event -> texts.read(event.start(1), event.end(1)));
        var found = false;
        for (var divided : texts.byPlace.entrySet()) {
            var before = divided.getValue().text.toByteArray();
            var struck = before.clone();
            found |= secrets.strike(struck);
            for (var i = 0; i < struck.length; i++) {
                if (struck[i] != before[i]) {
                    texts.blank(
                            divided.getValue().written.get(i), divided.getKey().endsWith(BYTES));
                }
            }
        }
        return found;
    }

    private void blank(int[] written, boolean number) {
        Arrays.fill(stream, written[0], written[1], (byte) (number ? '1' : '*'));
    }

    private void read(int from, int to) {
        var names = new ArrayList<String>(List.of(""));
        try (var json = JsonMapper.shared().createParser(stream, from, to - from)) {
            for (var token = json.nextToken(); token != null; token = json.nextToken()) {
                read(json, token, names, from);
            }
        } catch (JacksonException e) {
            // What follows is no JSON, and the answer ends with an error.
        }
    }

    /** @param names of the members around the token; a list and its items have the name of the list's member */
    private void read(JsonParser json, JsonToken token, List<String> names, int from) {
        var begin = from + (int) json.currentTokenLocation().getByteOffset();
        switch (token) {
            case START_OBJECT -> names.add("");
            case END_OBJECT -> names.removeLast();
            case PROPERTY_NAME -> names.set(names.size() - 1, json.currentName());
            case VALUE_STRING -> readText(at(names), begin + 1);
            case VALUE_NUMBER_INT -> {
                if (names.getLast().equals(BYTES)) {
                    at(names)
                            .add(
                                    json.getIntValue(),
                                    begin,
                                    begin + json.getString().length());
                }
            }
            default -> {}
        }
    }

    private Divided at(List<String> names) {
        return byPlace.computeIfAbsent(String.join("/", names), key -> new Divided());
    }

    /** Adds the bytes of a text, from behind its opening quote. An escape stands for one character. */
    private void readText(Divided text, int from) {
        for (var at = from; at < stream.length && stream[at] != '"'; ) {
            var escape = stream[at] == '\\' ? (stream[at + 1] == 'u' ? 6 : 2) : 1;
            var value = switch (escape) {
                case 1 -> stream[at];
                case 2 -> "bfnrt".indexOf(stream[at + 1]) < 0 ? stream[at + 1] : ' ';
                default -> new String(stream, at + 2, 4, UTF_8).transform(digits -> Integer.parseInt(digits, 16));
            };
            text.add(value, at, at + escape);
            at += escape;
        }
    }
}
