package dev.assay.wire;

import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;

/** What the client's exceptions mean. */
public final class NetworkFault {
    /** What it means where the answer to the start of TLS is something else. */
    public static final String NO_TLS = "the port does not speak TLS";

    private NetworkFault() {}

    static Throwable unwrap(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Returns what the network did. The client's exceptions often have no message of their own; the innermost one says it. */
    static String words(Throwable failure) {
        var innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        // The JDK's sockets and its engine say it in words of their own.
        if (innermost instanceof SSLException
                && String.valueOf(innermost.getMessage()).matches("(?i).*unrecognized SSL message.*")) {
            return NO_TLS;
        }
        if (innermost.getMessage() != null) {
            return innermost.getMessage();
        }
        if (innermost instanceof UnresolvedAddressException) {
            return "unknown host";
        }
        return failure instanceof ConnectException ? "connection refused" : name(innermost);
    }

    private static String name(Throwable failure) {
        return failure.getClass()
                .getSimpleName()
                .replaceFirst("Exception$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }
}
