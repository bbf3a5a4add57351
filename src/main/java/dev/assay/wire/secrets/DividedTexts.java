package dev.assay.wire.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds secrets of which each event of a stream has a part: a model that repeats a key does so token by token. The texts at the same place of all events are read
 * as one, and once more those with the same indexes around them: two calls of functions may come in turns.
 */
final class DividedTexts {
    private static final byte[] FIELD = {'d', 'a', 't', 'a', ':'};
    private static final String INDEX = "index";
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
        texts.readEvents();
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

    /** The data of an event, and where each of its bytes is in the stream. */
    private static final class Data {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final List<Integer> places = new ArrayList<>();

        void add(byte[] stream, int from, int to) {
            if (bytes.size() > 0) {
                bytes.write('\n');
                places.add(from);
            }
            bytes.write(stream, from, to - from);
            for (var at = from; at < to; at++) {
                places.add(at);
            }
        }
    }

    /** Reads the events as the standard tells: lines end with LF, CR or both, an empty one ends an event, and its lines of data belong together. */
    private void readEvents() {
        var data = new Data();
        for (var from = 0; from < stream.length; ) {
            var to = from;
            while (to < stream.length && stream[to] != '\n' && stream[to] != '\r') {
                to++;
            }
            if (to == from) {
                read(data);
                data = new Data();
            } else if (Arrays.equals(stream, from, Math.min(to, from + FIELD.length), FIELD, 0, FIELD.length)) {
                data.add(stream, from + FIELD.length, to);
            }
            from = to + (to + 1 < stream.length && stream[to] == '\r' && stream[to + 1] == '\n' ? 2 : 1);
        }
        read(data);
    }

    private void read(Data data) {
        var event = data.bytes.toByteArray();
        var names = new ArrayList<String>(List.of(""));
        var indexes = new ArrayList<String>(List.of(""));
        try (var json = JsonMapper.shared().createParser(event)) {
            for (var token = json.nextToken(); token != null; token = json.nextToken()) {
                read(json, token, event, data.places, names, indexes);
            }
        } catch (JacksonException e) {
            // What follows is no JSON, and the answer ends with an error.
        }
    }

    /**
     * @param names of the members around the token; a list and its items have the name of the list's member
     * @param indexes that the objects around the token have said so far
     */
    private void read(
            JsonParser json,
            JsonToken token,
            byte[] event,
            List<Integer> places,
            List<String> names,
            List<String> indexes) {
        var begin = (int) json.currentTokenLocation().getByteOffset();
        switch (token) {
            case START_OBJECT -> {
                names.add("");
                indexes.add("");
            }
            case END_OBJECT -> {
                names.removeLast();
                indexes.removeLast();
            }
            case PROPERTY_NAME -> names.set(names.size() - 1, json.currentName());
            case VALUE_STRING -> at(names, indexes).forEach(text -> readText(text, event, begin + 1, places));
            case VALUE_NUMBER_INT -> {
                if (names.getLast().equals(INDEX)) {
                    indexes.set(indexes.size() - 1, json.getString());
                } else if (names.getLast().equals(BYTES)) {
                    var end = begin + json.getString().length() - 1;
                    var value = json.getIntValue();
                    at(names, indexes).forEach(text -> text.add(value, places.get(begin), places.get(end) + 1));
                }
            }
            default -> {}
        }
    }

    private List<Divided> at(List<String> names, List<String> indexes) {
        var place = String.join("/", names);
        return Stream.of(place, String.join(",", indexes) + "/" + place)
                .map(key -> byPlace.computeIfAbsent(key, absent -> new Divided()))
                .toList();
    }

    /** Adds the bytes of a text, from behind its opening quote. An escape stands for one character. */
    private static void readText(Divided text, byte[] event, int from, List<Integer> places) {
        for (var at = from; at < event.length && event[at] != '"'; ) {
            var escape = event[at] == '\\' ? (event[at + 1] == 'u' ? 6 : 2) : 1;
            var value = switch (escape) {
                case 1 -> event[at];
                case 2 -> "bfnrt".indexOf(event[at + 1]) < 0 ? event[at + 1] : ' ';
                default -> new String(event, at + 2, 4, UTF_8).transform(digits -> Integer.parseInt(digits, 16));
            };
            text.add(value, places.get(at), places.get(at + escape - 1) + 1);
            at += escape;
        }
    }
}
