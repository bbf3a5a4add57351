package dev.assay.recording.files;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A line of a trace file. Nine tenths of the line of a request are the numbers of its reads, and these come last: they are read without a JSON tree,
 * which would have two nodes for each read.
 */
final class TraceLine {
    private static final String KEY = "reads";
    private static final byte[] BEGIN = (",\"" + KEY + "\":[").getBytes(StandardCharsets.US_ASCII);
    /** So many digits always fit into a long. */
    private static final int DIGITS = 18;
    /** Most pairs of reads have more bytes for each number, so that the array need not grow. */
    private static final int BYTES = 5;

    private final JsonLine json;
    private final long @Nullable [] apart;

    private TraceLine(JsonLine json, long @Nullable [] apart) {
        this.json = json;
        this.apart = apart;
    }

    /** Returns all members, without {@code reads} where these were read apart. */
    JsonLine json() {
        return json;
    }

    /**
     * Reads a line, given without its line end.
     *
     * @throws JsonLine.Damaged if it is not a JSON object
     */
    static TraceLine parse(byte[] line) {
        var at = begin(line);
        var reads = at < 0 ? null : new Numbers(line, at + BEGIN.length).upToTheEnd();
        if (reads != null) {
            try {
                var json = JsonLine.parse(new String(line, 0, at, StandardCharsets.UTF_8) + "}");
                if (!json.json().has(KEY)) {
                    return new TraceLine(json, reads);
                }
            } catch (JsonLine.Damaged e) {
                // The whole line is read below, and says what is wrong.
            }
        }
        return new TraceLine(JsonLine.parse(new String(line, StandardCharsets.UTF_8)), null);
    }

    /** Returns where the reads begin; below 0 if nowhere. Within a text of JSON the quotes would be escaped. */
    private static int begin(byte[] line) {
        for (var i = 0; i + BEGIN.length < line.length; i++) {
            if (line[i] == BEGIN[0] && Arrays.equals(line, i, i + BEGIN.length, BEGIN, 0, BEGIN.length)) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the reads if they were read apart; null if they are in the JSON, or there are none. */
    long @Nullable [] apart() {
        return apart;
    }

    /** Returns the pairs of the reads. */
    long[] reads() {
        return apart == null ? json.pairs(KEY) : apart;
    }

    /** Whole numbers, separated by commas, in the bytes of a line. */
    private static final class Numbers {
        private final byte[] line;
        private int at;
        private long[] numbers;
        private int count;

        Numbers(byte[] line, int from) {
            this.line = line;
            this.at = from;
            this.numbers = new long[Math.max(16, (line.length - from) / BYTES)];
        }

        /** Returns the numbers, if there is an even count of them and the line ends after their list; null otherwise. */
        long @Nullable [] upToTheEnd() {
            do {
                if (!number()) {
                    return null;
                }
            } while (at < line.length && line[at++] == ',');
            var ends = at == line.length - 1 && line[at - 1] == ']' && line[at] == '}';
            return ends && count % 2 == 0 ? Arrays.copyOf(numbers, count) : null;
        }

        /** Takes one number as JSON writes it; returns false for anything else. */
        private boolean number() {
            var minus = at < line.length && line[at] == '-';
            var from = minus ? at + 1 : at;
            var value = 0L;
            for (at = from; at < line.length && line[at] >= '0' && line[at] <= '9'; at++) {
                value = 10 * value + line[at] - '0';
                if (at - from == DIGITS) {
                    return false;
                }
            }
            var digits = at - from;
            if (digits == 0 || (digits > 1 && line[from] == '0')) {
                return false;
            }
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            numbers[count++] = minus ? -value : value;
            return true;
        }
    }
}
