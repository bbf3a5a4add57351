package dev.assay.wire.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** One end of a connection in memory, which does what a connection over a socket does. */
final class End {
    private static final int MOST_AT_ONCE = 64 * 1024;

    final TlsSession tls;
    private final Pipe out;
    private final Pipe in;
    private final ByteBuffer records = ByteBuffer.allocate(MOST_AT_ONCE);
    private final ByteBuffer content = TlsSession.contentOf(MOST_AT_ONCE);
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final Deque<ByteBuffer> unsaid = new ArrayDeque<>();
    int received;

    End(TlsSession tls, Pipe out, Pipe in) {
        this.tls = tls;
        this.out = out;
        this.in = in;
    }

    /** Reads and answers once. */
    void turn() throws IOException {
        received = tls.receive(in, records);
        if (tls.isOpen()) {
            tls.read(records, content);
            var now = new byte[content.remaining()];
            content.get(now);
            heard.write(now);
        } else {
            tls.keep(records);
            try {
                tls.shake();
            } finally {
                tls.flush(out);
            }
        }
        goOn();
    }

    void say(String message) throws IOException {
        say(message.getBytes(ISO_8859_1));
    }

    /** Says it after what it had to say before, as far as the socket takes it; the rest in the next turns. */
    void say(byte[] message) throws IOException {
        unsaid.add(ByteBuffer.wrap(message));
        goOn();
    }

    /** Returns whether the socket took all that this end has to say. */
    boolean saidAll() throws IOException {
        return unsaid.isEmpty() && tls.flush(out);
    }

    private void goOn() throws IOException {
        while (tls.flush(out) && !unsaid.isEmpty()) {
            tls.write(out, unsaid.element(), records, () -> {});
            if (unsaid.element().hasRemaining()) {
                return;
            }
            unsaid.remove();
        }
    }

    void end() {
        tls.end(out);
    }

    String heard() {
        return heard.toString(ISO_8859_1);
    }

    byte[] bytesHeard() {
        return heard.toByteArray();
    }
}
