package dev.assay.server.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds ports that nothing listens at. Another process may take one before it is used; a server says so then. */
final class FreePort {
    private FreePort() {}

    static int on(String address) throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            return socket.getLocalPort();
        }
    }
}
