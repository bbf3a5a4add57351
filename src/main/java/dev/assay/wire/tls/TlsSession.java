package dev.assay.wire.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * TLS of one connection. The connection owns the socket, which never blocks. Used by one thread at a time: while one is in {@link #shake}, no other
 * may call anything.
 *
 * <p>A session keeps no buffers of its own, except for a record that came in part and for what the socket did not accept. The buffers are the
 * caller's, who shares them between its connections.
 */
public final class TlsSession {
    /** The most bytes that one record of any peer can have, rounded up. */
    private static final int LARGEST_RECORD = 34 * 1024;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine engine;
    private boolean begun;
    private boolean open;
    private boolean ended;
    private ByteBuffer incomplete = NOTHING;
    private ByteBuffer unsent = NOTHING;

    TlsSession(SSLEngine engine) {
        this.engine = engine;
    }

    /**
     * Returns the side of a client, which requires a certificate for {@code host}. Sessions of one context with one server are resumed.
     *
     * @param host as in the URI; an IPv6 address has its brackets
     */
    public static TlsSession client(SSLContext context, String host, int port) {
        var name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        var engine = context.createSSLEngine(name, port);
        engine.setUseClientMode(true);
        var settings = engine.getSSLParameters();
        settings.setEndpointIdentificationAlgorithm("HTTPS");
        settings.setApplicationProtocols(new String[] {"http/1.1"});
        if (isName(name)) {
            settings.setServerNames(List.of(new SNIHostName(name)));
        }
        engine.setSSLParameters(settings);
        return new TlsSession(engine);
    }

    /** Returns whether the server is told this name (SNI, RFC 6066), which may be no address and have no underscore. */
    private static boolean isName(String host) {
        return host.matches("(?i)(?!.*\\.\\.)[a-z0-9]([a-z0-9.-]*[a-z0-9])?") && !host.matches("[0-9.]+");
    }

    /** Returns the side of a server, which asks for no certificate. */
    public static TlsSession server(SSLContext context) {
        var engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        return new TlsSession(engine);
    }

    /** Returns the buffer that {@link #read} needs for the content of what a read brought into a buffer of {@code read} bytes. */
    public static ByteBuffer contentOf(int read) {
        return ByteBuffer.allocate(read + LARGEST_RECORD);
    }

    /** Returns whether the handshake is over, so that {@link #read} and {@link #write} may be called. */
    public boolean isOpen() {
        return open;
    }

    /**
     * Returns whether the peer said that nothing more comes (close_notify). If the connection ends and the peer did not say so, it was cut, by the
     * network or by somebody on it.
     */
    public boolean isEnded() {
        return ended;
    }

    /**
     * Goes on with the handshake, as far as the bytes that were {@link #receive received} allow. It takes a millisecond or more of processor time,
     * so it does not belong on a thread that stamps reads. Afterwards, {@link #flush} has bytes to send; also after a failure, which it tells the
     * peer.
     *
     * @throws SSLException if it fails
     */
    public void shake() throws SSLException {
        try {
            if (!begun) {
                begun = true;
                engine.beginHandshake();
            }
            while (!open) {
                if (!step()) {
                    return;
                }
            }
        } catch (SSLException e) {
            alert();
            throw e;
        }
    }

    /** Returns false if bytes of the peer are missing. */
    private boolean step() throws SSLException {
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> runTasks();
            case NEED_WRAP -> wrapOwn();
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                var result = engine.unwrap(incomplete, NOTHING);
                if (result.getStatus() == Status.BUFFER_UNDERFLOW) {
                    return false;
                }
                if (result.getStatus() == Status.CLOSED) {
                    ended = true;
                    throw new SSLException("the server ended the connection during the handshake");
                }
            }
            case NOT_HANDSHAKING, FINISHED -> open = true;
        }
        return true;
    }

    private void runTasks() {
        for (var task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    /** Makes a record of TLS's own, such as a part of the handshake. */
    private SSLEngineResult wrapOwn() throws SSLException {
        var room = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        var result = engine.wrap(NOTHING, room);
        unsent = joined(unsent, room.flip());
        return result;
    }

    /** Tells the peer why the handshake failed, if the engine has something to say. */
    private void alert() {
        try {
            if (engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_WRAP) {
                wrapOwn();
            }
        } catch (SSLException e) {
            // The failure itself is what counts.
        }
    }

    /**
     * Reads once from the socket.
     *
     * @param records takes what is to be given to {@link #read} or {@link #keep}; afterwards ready to be read, whatever happened
     * @return the number of bytes that came; negative: the connection ended
     */
    public int receive(ReadableByteChannel socket, ByteBuffer records) throws IOException {
        release(records);
        records.position(records.limit()).limit(records.capacity());
        try {
            return socket.read(records);
        } finally {
            records.flip();
        }
    }

    /** Moves what was kept to the empty {@code records}, such as what came together with the end of the handshake. */
    public void release(ByteBuffer records) {
        records.clear().put(incomplete).flip();
        incomplete = NOTHING;
    }

    /** Keeps bytes for {@link #shake}. */
    public void keep(ByteBuffer records) {
        incomplete = records.hasRemaining() ? copy(records) : NOTHING;
    }

    /**
     * Reads what the received records say; a record that is not complete is kept for the next read. Whatever the peer's TLS asks for itself, such as
     * new keys, is done; {@link #flush} may have bytes to send then.
     *
     * @param content takes what they say, possibly nothing; a buffer of {@link #contentOf}, which is ready to be read afterwards
     * @throws SSLException if a record was changed on the way, or the peer reports an error
     */
    public void read(ByteBuffer records, ByteBuffer content) throws SSLException {
        content.clear();
        try {
            while (records.hasRemaining() && !ended && readOne(records, content)) {}
            keep(records);
        } finally {
            content.flip();
        }
    }

    /** Returns false if the record is not complete. */
    private boolean readOne(ByteBuffer records, ByteBuffer content) throws SSLException {
        var result = engine.unwrap(records, content);
        switch (result.getStatus()) {
            case BUFFER_UNDERFLOW -> {
                return false;
            }
            case BUFFER_OVERFLOW -> throw new IllegalStateException(content + " is too small for a record");
            case CLOSED -> ended = true;
            case OK -> {
                if (!serve() && result.bytesConsumed() == 0) {
                    throw new SSLException("a record of TLS cannot be read");
                }
            }
        }
        return true;
    }

    /** Does what TLS asks for itself; returns whether it asked. */
    private boolean serve() throws SSLException {
        return switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> {
                runTasks();
                yield true;
            }
            case NEED_WRAP -> wrapOwn().bytesProduced() > 0;
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN, NOT_HANDSHAKING, FINISHED -> false;
        };
    }

    /**
     * Writes as much of a message as the socket accepts.
     *
     * @param records where its records are made
     * @param atStart called once, when the first records are ready and just before the socket takes them
     */
    public void write(WritableByteChannel socket, ByteBuffer message, ByteBuffer records, Runnable atStart)
            throws IOException {
        var started = false;
        while (flush(socket) && message.hasRemaining()) {
            if (!fill(records.clear(), message)) {
                break;
            }
            if (!started) {
                started = true;
                atStart.run();
            }
            socket.write(records.flip());
            unsent = records.hasRemaining() ? copy(records) : NOTHING;
        }
        if (!started) {
            atStart.run();
        }
    }

    /** Returns false if no record could be made now, since the peer's TLS must be answered first. */
    private boolean fill(ByteBuffer records, ByteBuffer message) throws SSLException {
        while (message.hasRemaining()
                && records.remaining() >= engine.getSession().getPacketBufferSize()) {
            var result = engine.wrap(message, records);
            if (result.getStatus() == Status.CLOSED) {
                throw new SSLException("the server ended the connection");
            }
            if (result.bytesProduced() == 0) {
                break;
            }
        }
        return records.position() > 0;
    }

    /** Writes what the socket did not accept before, or what TLS itself has to say. Returns whether nothing is left. */
    public boolean flush(WritableByteChannel socket) throws IOException {
        if (unsent.hasRemaining()) {
            socket.write(unsent);
            if (unsent.hasRemaining()) {
                return false;
            }
            unsent = NOTHING;
        }
        return true;
    }

    /** Tells the peer that nothing more comes, if the socket accepts that at once. Nothing may be called afterwards. */
    public void end(WritableByteChannel socket) {
        try {
            engine.closeOutbound();
            if (open) {
                wrapOwn();
            }
            flush(socket);
        } catch (IOException e) {
            // The connection ends in any case.
        }
    }

    private static ByteBuffer joined(ByteBuffer first, ByteBuffer second) {
        return first.hasRemaining()
                ? ByteBuffer.allocate(first.remaining() + second.remaining())
                        .put(first)
                        .put(second)
                        .flip()
                : copy(second);
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
    }
}
