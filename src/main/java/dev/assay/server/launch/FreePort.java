package dev.assay.server.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds free ports. Another process may take a port before the server does; then the server fails to start and says so. */
final class FreePort {
    private FreePort() {}

    static int on(String address) throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            return socket.getLocalPort();
        }
    }
}
