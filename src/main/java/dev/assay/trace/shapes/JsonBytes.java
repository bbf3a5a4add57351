package dev.assay.trace.shapes;

/**
 * Finds where a JSON value ends in the bytes of an event, without reading what it says. It accepts less than a parser does: what it does not accept,
 * such as a very long number, is left to the parser.
 */
public final class JsonBytes {
    public static final int NONE = -1;

    /** Parsers refuse values that are nested much deeper, or have much longer numbers. */
    private static final int DEEPEST = 32;

    private static final int LONGEST_NUMBER = 40;

    private final Bytes body;

    public JsonBytes(Bytes body) {
        this.body = body;
    }

    /** Returns the byte at an offset; 0, which JSON does not have, after the last one. */
    public byte at(int offset) {
        return offset < body.size() ? body.at(offset) : 0;
    }

    /** Returns the first offset from this one on that is no space. */
    public int afterSpace(int from) {
        var at = from;
        while (at(at) == ' ' || at(at) == '\t') {
            at++;
        }
        return at;
    }

    /** Returns whether a byte stands for itself inside a text. */
    public static boolean plain(byte b) {
        return b != '"' && b != '\\' && (b < 0 || b >= ' ');
    }

    /** Returns the offset after the plain bytes from this one on. */
    public int afterPlain(int from) {
        var at = from;
        while (plain(at(at))) {
            at++;
        }
        return at;
    }

    /** Returns the offset after the value that begins at this one; {@link #NONE} if there is none that is accepted. */
    public int afterValue(int from) {
        return afterValue(from, 0);
    }

    private int afterValue(int from, int depth) {
        return switch (at(from)) {
            case '"' -> afterText(from);
            case '{' -> depth == DEEPEST ? NONE : afterObject(from, depth + 1);
            case '[' -> depth == DEEPEST ? NONE : afterArray(from, depth + 1);
            case 't' -> afterWord(from, "true");
            case 'f' -> afterWord(from, "false");
            case 'n' -> afterWord(from, "null");
            default -> afterNumber(from);
        };
    }

    private int afterWord(int from, String word) {
        for (var i = 0; i < word.length(); i++) {
            if (at(from + i) != word.charAt(i)) {
                return NONE;
            }
        }
        return from + word.length();
    }

    /** Returns the offset after the text whose opening quote is at this one. */
    public int afterText(int from) {
        if (at(from) != '"') {
            return NONE;
        }
        var at = afterPlain(from + 1);
        while (at(at) == '\\') {
            var escaped = afterEscape(at + 1);
            if (escaped == NONE) {
                return NONE;
            }
            at = afterPlain(escaped);
        }
        return at(at) == '"' ? at + 1 : NONE;
    }

    /** Appends a text that {@link #afterText} accepted, from after its opening quote to its closing quote. */
    public void appendTo(StringBuilder text, int from, int to) {
        var at = from;
        while (at < to) {
            var plain = Math.min(afterPlain(at), to);
            body.appendTo(text, at, plain);
            at = plain;
            if (at < to) {
                text.append(escaped(at + 1));
                at = afterEscape(at + 1);
            }
        }
    }

    private char escaped(int at) {
        return switch (at(at)) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) Integer.parseInt(body.text(at + 1, at + 5), 16);
            default -> (char) at(at);
        };
    }

    private int afterEscape(int at) {
        if (at(at) != 'u') {
            return "\"\\/bfnrt".indexOf(at(at)) < 0 ? NONE : at + 1;
        }
        for (var i = 1; i <= 4; i++) {
            if (Character.digit(at(at + i), 16) < 0) {
                return NONE;
            }
        }
        return at + 5;
    }

    private int afterNumber(int from) {
        var at = afterWhole(at(from) == '-' ? from + 1 : from);
        if (at != NONE && at(at) == '.') {
            at = afterDigits(at + 1);
        }
        if (at != NONE && (at(at) == 'e' || at(at) == 'E')) {
            var signed = at(at + 1) == '+' || at(at + 1) == '-';
            at = afterDigits(signed ? at + 2 : at + 1);
        }
        return at == NONE || at - from > LONGEST_NUMBER ? NONE : at;
    }

    /** Returns the offset after a whole number without a sign. */
    public int afterWhole(int from) {
        var at = afterDigits(from);
        var written = at - from == 1 || (at(from) != '0' && at - from <= LONGEST_NUMBER);
        return at != NONE && written ? at : NONE;
    }

    private int afterDigits(int from) {
        var at = from;
        while (at(at) >= '0' && at(at) <= '9') {
            at++;
        }
        return at == from ? NONE : at;
    }

    private int afterArray(int from, int depth) {
        var at = afterSpace(from + 1);
        if (at(at) == ']') {
            return at + 1;
        }
        while (true) {
            at = afterValue(at, depth);
            if (at == NONE) {
                return NONE;
            }
            at = afterSpace(at);
            if (at(at) != ',') {
                return at(at) == ']' ? at + 1 : NONE;
            }
            at = afterSpace(at + 1);
        }
    }

    private int afterObject(int from, int depth) {
        var at = afterSpace(from + 1);
        if (at(at) == '}') {
            return at + 1;
        }
        while (true) {
            at = afterText(at);
            at = at == NONE ? NONE : afterSpace(at);
            if (at == NONE || at(at) != ':') {
                return NONE;
            }
            at = afterValue(afterSpace(at + 1), depth);
            if (at == NONE) {
                return NONE;
            }
            at = afterSpace(at);
            if (at(at) != ',') {
                return at(at) == '}' ? at + 1 : NONE;
            }
            at = afterSpace(at + 1);
        }
    }
}
