package dev.assay.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A server without TLS that answers the first bytes of a connection, whatever they are, with the same bytes, and closes the connection. */
final class UnsecuredServer implements AutoCloseable {
    private final ServerSocket listener;
    private final byte[] answer;

    UnsecuredServer(byte[] answer) {
        this.answer = answer;
        try {
            listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try (var socket = listener.accept()) {
                if (socket.getInputStream().read() >= 0) {
                    socket.getOutputStream().write(answer);
                }
            } catch (IOException e) {
                // The listener or the client has closed.
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
