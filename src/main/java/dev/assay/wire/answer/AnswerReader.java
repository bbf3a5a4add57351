package dev.assay.wire.answer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads one answer of HTTP/1.1 from bytes that come in pieces of any size: its head, and its body without the framing of HTTP (RFC 9112). LF alone
 * may end a line.
 */
public final class AnswerReader {
    private static final int LONGEST_LINE = 64 * 1024;
    private static final int MOST_HEADERS = 1000;
    /** The lines before the body, of interim answers too, and those after it. */
    private static final int LONGEST_HEAD = 256 * 1024;

    private enum Part {
        STATUS_LINE,
        HEADERS,
        LENGTH,
        UNTIL_CLOSED,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER,
        OVER
    }

    /**
     * The first line and the headers of an answer.
     *
     * @param lines the headers as they came; they are split only when somebody asks for them, to save time while streams run
     */
    public record Start(int status, List<String> lines) {
        /** Returns the headers by name, in lower case. Several values of one header are joined with commas. */
        public Map<String, String> headers() {
            var headers = new TreeMap<String, String>();
            for (var line : lines) {
                var colon = line.indexOf(':');
                headers.merge(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip(),
                        (before, next) -> before + "," + next);
            }
            return headers;
        }

        private boolean says(String name, String word) {
            var value = value(name);
            return value != null && value.toLowerCase(Locale.ROOT).contains(word);
        }

        private @Nullable String value(String name) {
            for (var line : lines) {
                if (line.regionMatches(true, 0, name, 0, name.length()) && line.charAt(name.length()) == ':') {
                    return line.substring(name.length() + 1).strip();
                }
            }
            return null;
        }
    }

    private Part part = Part.STATUS_LINE;
    private byte[] line = new byte[256];
    private int lineLength;
    private int headLength;
    private final List<String> headers = new ArrayList<>();
    private boolean begun;
    private boolean ended;
    private int status;
    private boolean version11;
    private long left;
    private @Nullable Start start;

    /**
     * Reads the next piece.
     *
     * @param body takes the bytes of the body; needs as much room as {@code in} has
     * @throws ProtocolException if the bytes are not an HTTP answer
     */
    public void read(ByteBuffer in, ByteBuffer body) throws ProtocolException {
        begun |= in.hasRemaining();
        while (in.hasRemaining() && part != Part.OVER) {
            switch (part) {
                case LENGTH, UNTIL_CLOSED, CHUNK -> data(in, body);
                default -> line(in);
            }
        }
    }

    /** Returns the status line and the headers once all of them have come. */
    public @Nullable Start start() {
        return start;
    }

    public boolean isOver() {
        return part == Part.OVER;
    }

    /** Returns whether the connection may carry another request after this answer. */
    public boolean keepsConnection() {
        return start != null && !start.says("connection", "close") && version11 && !ended;
    }

    /**
     * Notes that the server closed the connection, which ends the body of an answer without a stated length.
     *
     * @throws IOException if the answer was not complete
     */
    public void closed() throws IOException {
        ended = true;
        if (part == Part.UNTIL_CLOSED) {
            part = Part.OVER;
        } else {
            throw new EOFException("closed by the server");
        }
    }

    /** Returns whether any byte of the answer has come. */
    public boolean hasBegun() {
        return begun;
    }

    private void data(ByteBuffer in, ByteBuffer body) {
        var length = (int) Math.min(left, in.remaining());
        body.put(body.position(), in, in.position(), length);
        body.position(body.position() + length);
        in.position(in.position() + length);
        left -= length;
        if (left == 0) {
            part = part == Part.CHUNK ? Part.CHUNK_END : Part.OVER;
        }
    }

    private void line(ByteBuffer in) throws ProtocolException {
        while (in.hasRemaining()) {
            var b = in.get();
            if (b == '\n') {
                var end = lineLength > 0 && line[lineLength - 1] == '\r' ? lineLength - 1 : lineLength;
                lineLength = 0;
                part = after(end);
                return;
            }
            if (lineLength == LONGEST_LINE) {
                throw new ProtocolException("a line of the answer's head is longer than " + LONGEST_LINE + " bytes");
            }
            if (lineLength == line.length) {
                line = Arrays.copyOf(line, lineLength * 2);
            }
            line[lineLength++] = b;
        }
    }

    /** The lines around a chunk come with every event, so the usual ones are read without an object. */
    private Part after(int length) throws ProtocolException {
        if (part == Part.CHUNK_END && length == 0) {
            return Part.CHUNK_SIZE;
        }
        var size = part == Part.CHUNK_SIZE ? plainSize(length) : 0;
        if (size > 0) {
            left = size;
            return Part.CHUNK;
        }
        if (part != Part.CHUNK_SIZE && part != Part.CHUNK_END) {
            headLength += length;
            if (headLength > LONGEST_HEAD) {
                throw new ProtocolException("the answer's head is longer than " + LONGEST_HEAD + " bytes");
            }
        }
        return after(new String(line, 0, length, ISO_8859_1));
    }

    /** Returns the size of a chunk whose line is at most seven hexadecimal digits; 0 for any other line. */
    private int plainSize(int length) {
        var size = 0;
        for (var i = 0; i < length; i++) {
            var digit = Character.digit(line[i], 16);
            if (digit < 0 || length > 7) {
                return 0;
            }
            size = size << 4 | digit;
        }
        return size;
    }

    private Part after(String whole) throws ProtocolException {
        return switch (part) {
            case STATUS_LINE -> statusLine(whole);
            case HEADERS -> whole.isEmpty() ? body() : header(whole);
            case CHUNK_SIZE -> chunk(whole);
            case CHUNK_END -> {
                if (!whole.isEmpty()) {
                    throw new ProtocolException("Invalid end of a chunk: \"" + whole + "\"");
                }
                yield Part.CHUNK_SIZE;
            }
            case TRAILER -> whole.isEmpty() ? Part.OVER : Part.TRAILER;
            case LENGTH, UNTIL_CLOSED, CHUNK, OVER -> throw new IllegalStateException(part + " has no lines");
        };
    }

    private Part statusLine(String whole) throws ProtocolException {
        var known = whole.startsWith("HTTP/1.1 ") || whole.startsWith("HTTP/1.0 ");
        if (!known || whole.length() < 12 || (whole.length() > 12 && whole.charAt(12) != ' ')) {
            throw new ProtocolException("Invalid status line: \"" + whole + "\"");
        }
        version11 = whole.charAt(7) == '1';
        status = (int) number("status code", whole.substring(9, 12), 10);
        headers.clear();
        return Part.HEADERS;
    }

    private Part header(String whole) throws ProtocolException {
        if (whole.indexOf(':') < 1) {
            throw new ProtocolException("Invalid header line: \"" + whole + "\"");
        }
        if (headers.size() == MOST_HEADERS) {
            throw new ProtocolException("the answer's head has more than " + MOST_HEADERS + " lines");
        }
        headers.add(whole);
        return Part.HEADERS;
    }

    private Part body() throws ProtocolException {
        if (status < 200) {
            // This was an interim answer (1xx); the final answer follows.
            return Part.STATUS_LINE;
        }
        start = new Start(status, List.copyOf(headers));
        return framing(start);
    }

    private Part framing(Start whole) throws ProtocolException {
        if (status == 204 || status == 304) {
            return Part.OVER;
        }
        if (whole.says("transfer-encoding", "chunked")) {
            return Part.CHUNK_SIZE;
        }
        var length = whole.value("content-length");
        if (length == null) {
            left = Long.MAX_VALUE;
            return Part.UNTIL_CLOSED;
        }
        left = number("content length", length, 10);
        return left == 0 ? Part.OVER : Part.LENGTH;
    }

    private Part chunk(String whole) throws ProtocolException {
        var extension = whole.indexOf(';');
        left = number("chunk size", (extension < 0 ? whole : whole.substring(0, extension)).strip(), 16);
        return left == 0 ? Part.TRAILER : Part.CHUNK;
    }

    private static long number(String what, String digits, int radix) throws ProtocolException {
        try {
            var number = Long.parseLong(digits, radix);
            if (number >= 0 && Character.digit(digits.charAt(0), radix) >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The exception below says it, as for a number with a sign.
        }
        throw new ProtocolException("Invalid " + what + ": \"" + digits + "\"");
    }
}
