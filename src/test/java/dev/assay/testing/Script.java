package dev.assay.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The steps of a scripted endpoint for one request. */
public final class Script {
    private final List<Step> steps;

    private Script(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** One step; {@code play} returns when the step is done. */
    private interface Step {
        void play(Connection connection) throws IOException, InterruptedException;
    }

    /** Answers with a small document of JSON. */
    public static Script json(int status, String body) {
        return document(status, "application/json", body);
    }

    /** Answers with a document and its Content-Length. */
    public static Script document(int status, String type, String body) {
        var head = "HTTP/1.1 " + status + " Scripted\r\nContent-Type: " + type + "\r\nContent-Length: "
                + body.getBytes(UTF_8).length + "\r\n\r\n";
        return new Script(List.of(connection -> connection.writeLast((head + body).getBytes(UTF_8))));
    }

    /** Sends the head of an event stream, as vLLM does. */
    public static Script stream() {
        return new Script(List.of(connection -> connection.write(bytes("""
                        HTTP/1.1 200 OK
                        server: uvicorn
                        content-type: text/event-stream; charset=utf-8
                        transfer-encoding: chunked

                        """.replace("\n", "\r\n")))));
    }

    /** Answers with a whole event stream, one chunk for each part. */
    public static Script stream(String... parts) {
        var script = stream();
        for (var part : parts) {
            script = script.chunk(part);
        }
        return script.end();
    }

    /** Does nothing yet. */
    public static Script silence() {
        return new Script(List.of());
    }

    /** Sends bytes unchanged. */
    public Script raw(String text) {
        return raw(bytes(text));
    }

    /** Sends bytes unchanged. */
    public Script raw(byte[] bytes) {
        return and(connection -> connection.write(bytes));
    }

    public Script chunk(String text) {
        return chunk(bytes(text));
    }

    public Script chunk(byte[] bytes) {
        return and(connection -> {
            connection.write(bytes(Integer.toHexString(bytes.length) + "\r\n"));
            connection.write(bytes);
            connection.write(bytes("\r\n"));
        });
    }

    /** Ends the stream properly; the connection stays open. */
    public Script end() {
        return and(connection -> connection.writeLast(bytes("0\r\n\r\n")));
    }

    /** Announces a chunk that is longer than {@code text}, sends the text, and closes the connection. */
    public Script cutIn(String text) {
        return raw("fff\r\n" + text).hangUp();
    }

    /** Closes the connection. */
    public Script hangUp() {
        return and(Connection::hangUp);
    }

    /** Closes the connection without TLS's notice of it; the same as {@link #hangUp} without TLS. */
    public Script cut() {
        return and(Connection::cut);
    }

    /** Closes the connection as a server does that wants nothing more to do with it. */
    public Script reset() {
        return and(Connection::reset);
    }

    /** Takes its time. */
    public Script takes(Duration time) {
        return and(connection -> LockSupport.parkNanos(time.toNanos()));
    }

    /** Waits until the test gives a permit. */
    public Script await(Semaphore turns) {
        return and(connection -> {
            if (!turns.tryAcquire(ScriptedEndpoint.GUARD_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the test gave no permit");
            }
        });
    }

    /** Sends nothing until the client closes the connection. */
    public Script untilClosed() {
        return and(connection -> connection.untilClosed(0, new byte[0]));
    }

    /** Sends {@code text} as a chunk, again and again, until the client closes the connection. */
    public Script drip(String text) {
        var chunk = bytes(Integer.toHexString(bytes(text).length) + "\r\n" + text + "\r\n");
        return and(connection -> connection.untilClosed(5, chunk));
    }

    /** Sends a text one byte at a time, each after a pause. */
    public Script trickle(String text, Duration pause) {
        var script = this;
        for (var i = 0; i < text.length(); i++) {
            script = script.takes(pause).raw(text.substring(i, i + 1));
        }
        return script;
    }

    /** Sends bytes again and again, without a pause, until the client closes the connection or so many bytes are sent. */
    public Script flood(byte[] bytes, long most) {
        return and(connection -> {
            for (var sent = 0L; sent < most; sent += bytes.length) {
                connection.write(bytes);
            }
        });
    }

    /** Goes on with the steps of another script. */
    public Script then(Script next) {
        return and(next::play);
    }

    void play(Connection connection) throws IOException, InterruptedException {
        for (var step : steps) {
            step.play(connection);
        }
    }

    private Script and(Step step) {
        var longer = new ArrayList<>(steps);
        longer.add(step);
        return new Script(longer);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
