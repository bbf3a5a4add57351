package dev.assay.wire;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one answer of HTTP/1.1 from bytes that come in pieces of any size: its head, and its body without what frames it (RFC 9112). A
 * line may end with LF alone.
 */
final class AnswerReader {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.([01]) ([1-5][0-9]{2})( .*)?");
    private static final int LONGEST_LINE = 64 * 1024;

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

    /** The first line and the headers of an answer; names in lower case, several values joined by commas. */
    record Start(int status, Map<String, String> headers) {}

    private Part part = Part.STATUS_LINE;
    private final StringBuilder line = new StringBuilder();
    private final Map<String, String> headers = new TreeMap<>();
    private boolean begun;
    private boolean ended;
    private int status;
    private boolean version11;
    private long left;
    private @Nullable Start start;

    /**
     * Reads what came.
     *
     * @param body takes the bytes of the body; needs as much room as {@code in} has
     * @throws ProtocolException if it is no answer
     */
    void read(ByteBuffer in, ByteBuffer body) throws ProtocolException {
        begun |= in.hasRemaining();
        while (in.hasRemaining() && part != Part.OVER) {
            switch (part) {
                case LENGTH, UNTIL_CLOSED, CHUNK -> data(in, body);
                default -> character((char) (in.get() & 0xff));
            }
        }
    }

    /** Returns the beginning of the answer once it came in whole. */
    @Nullable Start start() {
        return start;
    }

    boolean isOver() {
        return part == Part.OVER;
    }

    /** Returns whether the connection may carry another request once the answer is over. */
    boolean keepsConnection() {
        var connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        return version11 && !connection.contains("close") && !ended;
    }

    /**
     * Notes that the server closed the connection, which ends the body of an answer that does not say its length.
     *
     * @throws IOException if the answer was not over
     */
    void closed() throws IOException {
        ended = true;
        if (part == Part.UNTIL_CLOSED) {
            part = Part.OVER;
        } else {
            throw broken(new EOFException("EOF reached while reading"));
        }
    }

    /** Returns why there is no whole answer: one that began and broke off is not sent again. */
    IOException broken(IOException why) {
        return begun && start == null
                ? (IOException) new ProtocolException(NetworkFault.words(why)).initCause(why)
                : why;
    }

    private void data(ByteBuffer in, ByteBuffer body) {
        var length = (int) Math.min(left, in.remaining());
        body.put(in.slice(in.position(), length));
        in.position(in.position() + length);
        left -= length;
        if (left == 0) {
            part = part == Part.CHUNK ? Part.CHUNK_END : Part.OVER;
        }
    }

    private void character(char c) throws ProtocolException {
        if (c != '\n') {
            line.append(c);
            if (line.length() > LONGEST_LINE) {
                throw new ProtocolException("a line of the answer's head is longer than " + LONGEST_LINE + " bytes");
            }
            return;
        }
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        var whole = line.toString();
        line.setLength(0);
        part = after(whole);
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
        var matcher = STATUS_LINE.matcher(whole);
        if (!matcher.matches()) {
            throw new ProtocolException("Invalid status line: \"" + whole + "\"");
        }
        version11 = matcher.group(1).equals("1");
        status = Integer.parseInt(matcher.group(2));
        headers.clear();
        return Part.HEADERS;
    }

    private Part header(String whole) throws ProtocolException {
        var colon = whole.indexOf(':');
        if (colon < 1) {
            throw new ProtocolException("Invalid header line: \"" + whole + "\"");
        }
        headers.merge(
                whole.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                whole.substring(colon + 1).strip(),
                (before, next) -> before + "," + next);
        return Part.HEADERS;
    }

    private Part body() throws ProtocolException {
        if (status < 200) {
            // The answer proper follows.
            return Part.STATUS_LINE;
        }
        start = new Start(status, Map.copyOf(headers));
        return framing();
    }

    private Part framing() throws ProtocolException {
        if (status == 204 || status == 304) {
            return Part.OVER;
        }
        if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .contains("chunked")) {
            return Part.CHUNK_SIZE;
        }
        var length = headers.get("content-length");
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
            // Said below, as for a number with a sign.
        }
        throw new ProtocolException("Invalid " + what + ": \"" + digits + "\"");
    }
}
