package dev.assay.wire;

import java.io.IOException;

/** A kept connection died under a request before any byte of its answer came, as where the server closed it while the request was on its way. */
final class StaleConnectionException extends IOException {
    StaleConnectionException(IOException why) {
        super(why);
    }
}
