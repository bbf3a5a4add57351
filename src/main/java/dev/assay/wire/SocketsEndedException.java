package dev.assay.wire;

import java.io.IOException;

/** The thread that writes and reads all sockets came to an end by itself, and no request can be carried any more. */
final class SocketsEndedException extends IOException {
    SocketsEndedException(Throwable why) {
        super("the thread that reads the sockets ended: " + why, why);
    }
}
