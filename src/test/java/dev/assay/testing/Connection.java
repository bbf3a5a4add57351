package dev.assay.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One client's connection to a scripted endpoint, used by one thread. */
final class Connection implements AutoCloseable {
    private final int number;
    private final Socket socket;
    /** The socket below TLS; without TLS the same. */
    private final Socket wire;

    private final InputStream in;
    private final Runnable whenOver;
    private final Runnable whenSilent;
    private boolean answering;
    private boolean hungUp;
    private boolean closedByClient;

    /**
     * @param wire the socket below TLS; without TLS the same
     * @param whenOver called just before the last byte of each answer, or when there will be none
     * @param whenSilent called when the connection only waits until the client closes it
     */
    Connection(int number, Socket socket, Socket wire, Runnable whenOver, Runnable whenSilent) throws IOException {
        this.number = number;
        this.socket = socket;
        this.wire = wire;
        this.whenOver = whenOver;
        this.whenSilent = whenSilent;
        wire.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Reads the next request; null if the client closed the connection instead. */
    ScriptedEndpoint.@Nullable Seen read() throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            var b = in.read();
            if (b < 0) {
                return null;
            }
            head.write(b);
        }
        var lines = head.toString(ISO_8859_1).lines().toList();
        var headers = new TreeMap<String, String>();
        for (var line : lines.subList(1, lines.size() - 1)) {
            var colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (first, second) -> first + ", " + second);
        }
        var body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        answering = true;
        return new ScriptedEndpoint.Seen(number, lines.getFirst(), headers, new String(body, UTF_8));
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void writeLast(byte[] bytes) throws IOException {
        over();
        write(bytes);
    }

    void hangUp() throws IOException {
        over();
        hungUp = true;
        socket.close();
    }

    void reset() throws IOException {
        wire.setSoLinger(true, 0);
        cut();
    }

    /** Ends the connection without a word of TLS about it. */
    void cut() throws IOException {
        over();
        hungUp = true;
        wire.close();
    }

    /** Reads until the client closes the connection, and writes {@code bytes} whenever nothing comes for this many milliseconds; 0 writes nothing. */
    void untilClosed(int milliseconds, byte[] bytes) throws IOException {
        socket.setSoTimeout(milliseconds);
        whenSilent.run();
        try {
            while (!closedByClient) {
                closedByClient = silent(bytes);
            }
        } catch (IOException e) {
            // A client that closes the connection while bytes are on their way resets it.
            closedByClient = true;
        }
        hangUp();
    }

    private boolean silent(byte[] bytes) throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            write(bytes);
            return false;
        }
    }

    int number() {
        return number;
    }

    boolean hungUp() {
        return hungUp;
    }

    boolean closedByClient() {
        return closedByClient;
    }

    private void over() {
        if (answering) {
            answering = false;
            whenOver.run();
        }
    }

    @Override
    public void close() throws IOException {
        over();
        socket.close();
    }
}
