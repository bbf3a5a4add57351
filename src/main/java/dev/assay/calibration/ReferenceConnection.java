package dev.assay.calibration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/** One connection of a reference server, and the answer that is being sent on it. */
final class ReferenceConnection implements Comparable<ReferenceConnection> {
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(ISO_8859_1);
    private static final byte[] LENGTH = "content-length:".getBytes(ISO_8859_1);
    private static final byte[] TOKENS = "\"max_tokens\":".getBytes(ISO_8859_1);
    private static final byte[] SCORE = " /score ".getBytes(ISO_8859_1);
    private static final byte[] MODELS = " /v1/models ".getBytes(ISO_8859_1);
    private static final byte[] COMPLETIONS = " /v1/completions ".getBytes(ISO_8859_1);
    /** The bit that distinguishes lower case from upper case. */
    private static final int CASE = 0x20;

    private static final String ONE_MODEL = "{\"object\":\"list\",\"data\":[{\"id\":\"mock\"}]}";
    private static final String FOUND = "HTTP/1.1 200 OK";
    private static final String NOT_FOUND = "HTTP/1.1 404 Not Found";
    private static final String JSON = "\r\nContent-Type: application/json\r\nContent-Length: ";
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\ntransfer-encoding: chunked\r\n\r\n";

    private final ReferenceSocket socket;
    private final TokenTiming timing;
    private final ByteBuffer event;
    private ByteBuffer request = ByteBuffer.allocate(8192);
    private int length = -1;
    private int tokens;
    private int said;
    private long read;
    private long due;

    /** @param event what {@link #event} returns */
    ReferenceConnection(ReferenceSocket socket, TokenTiming timing, ByteBuffer event) {
        this.socket = socket;
        this.timing = timing;
        this.event = event;
    }

    /** Returns the event of a token, outside the heap, so that sockets write it without a copy. All connections share it. */
    static ByteBuffer event(TokenTiming timing) {
        var bytes = chunk(choice("x".repeat(timing.textBytes()), "null"));
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    long due() {
        return due;
    }

    @Override
    public int compareTo(ReferenceConnection other) {
        return Long.compare(due - other.due, 0);
    }

    /** Reads what arrived; returns whether an answer begins. */
    boolean read(ReferenceLog log, Supplier<ReferenceLog> taken) throws IOException {
        request = socket.read(request);
        if (length < 0) {
            length = lengthOfRequest();
        }
        if (length < 0 || request.position() < length) {
            return false;
        }
        var asked = numberAfter(TOKENS, length);
        var end = length;
        request.clear();
        length = -1;
        if (find(COMPLETIONS, end) < 0) {
            document(find(SCORE, end) >= 0 ? taken.get().json() : find(MODELS, end) >= 0 ? ONE_MODEL : "");
            return false;
        }
        tokens = Math.max(1, asked);
        said = 0;
        // Not now: decrypting and searching a long prompt take a while, which must not count as the client's time.
        read = socket.readAt();
        log.read(read);
        due = timing.dueNanos(read, 0);
        return true;
    }

    /** Returns the number of bytes of the request, head and body; negative while the head is not complete. */
    private int lengthOfRequest() {
        var end = find(END_OF_HEAD, request.position());
        return end < 0 ? -1 : end + Math.max(0, numberAfter(LENGTH, end));
    }

    /** Returns the number after a text and optional spaces; negative if there is none. */
    private int numberAfter(byte[] text, int end) {
        var at = find(text, end);
        if (at < 0) {
            return -1;
        }
        while (at < end && request.get(at) == ' ') {
            at++;
        }
        var number = 0;
        for (; at < end && request.get(at) >= '0' && request.get(at) <= '9'; at++) {
            number = 10 * number + request.get(at) - '0';
        }
        return number;
    }

    /** Returns the offset after the first occurrence of a lower-case text, ignoring the case of the request; negative if there is none. */
    private int find(byte[] text, int end) {
        var bytes = request.array();
        // The prompt may be long, and no token is sent during the search, so most bytes are compared only once.
        var first = text[0] | CASE;
        for (var from = 0; from + text.length <= end; from++) {
            if ((bytes[from] | CASE) == first && isAt(from, text, bytes)) {
                return from + text.length;
            }
        }
        return -1;
    }

    private static boolean isAt(int from, byte[] text, byte[] bytes) {
        var same = 0;
        while (same < text.length && Character.toLowerCase(bytes[from + same]) == text[same]) {
            same++;
        }
        return same == text.length;
    }

    private void document(String json) throws IOException {
        var answer = (json.isEmpty() ? NOT_FOUND : FOUND) + JSON + json.length() + "\r\n\r\n" + json;
        socket.send(ByteBuffer.wrap(answer.getBytes(ISO_8859_1)), () -> {});
    }

    /** Sends the token that is due; returns whether another follows. */
    boolean sendToken(ReferenceLog log) throws IOException {
        var last = said == tokens - 1;
        var bytes = last ? ByteBuffer.wrap(lastEvents()) : event.duplicate();
        if (said == 0) {
            // In one write with the token: two writes are two reads of the client.
            var head = HEAD.getBytes(ISO_8859_1);
            bytes = ByteBuffer.allocate(head.length + bytes.remaining())
                    .put(head)
                    .put(bytes)
                    .flip();
        }
        var wanted = due;
        socket.send(bytes, () -> {
            var now = System.nanoTime();
            log.said(wanted, now);
            if (last) {
                log.ended(now);
            }
        });
        said++;
        due = timing.dueNanos(read, said);
        return !last;
    }

    private byte[] lastEvents() {
        var usage = "{\"id\":\"cmpl-0\",\"object\":\"text_completion\",\"created\":0,\"model\":\"mock\",\"choices\":[],"
                + "\"usage\":{\"prompt_tokens\":16,\"total_tokens\":" + (16 + tokens) + ",\"completion_tokens\":"
                + tokens + "}}";
        var end = both(chunk(usage), both(chunk("[DONE]"), "0\r\n\r\n".getBytes(ISO_8859_1)));
        return both(chunk(choice("x".repeat(timing.textBytes()), "\"length\"")), end);
    }

    private static String choice(String text, String finish) {
        return "{\"id\":\"cmpl-0\",\"object\":\"text_completion\",\"created\":0,\"model\":\"mock\",\"choices\":[{\"index\":0,"
                + "\"text\":\"" + text + "\",\"logprobs\":null,\"finish_reason\":" + finish
                + ",\"stop_reason\":null}],\"usage\":null}";
    }

    private static byte[] chunk(String data) {
        var line = "data: " + data + "\n\n";
        return (Integer.toHexString(line.length()) + "\r\n" + line + "\r\n").getBytes(ISO_8859_1);
    }

    private static byte[] both(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    /** Writes what the socket did not accept before. */
    void flush() throws IOException {
        socket.flush();
    }

    void close() {
        socket.close();
    }
}
