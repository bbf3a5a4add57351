package dev.assay.wire;

import dev.assay.wire.secrets.Secrets;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The reason why no whole answer came. An exception is turned into one of these where it is caught; no other code looks at the exception's type or
 * text.
 */
public sealed interface NetworkFault {
    /** What the JDK's client says if the connection ends. */
    String CLOSED = "EOF reached while reading";

    /** How an alert of TLS 1.0 or later begins, read as an answer. */
    String ALERT = "Invalid status line: \"\u0015\u0003";

    /** Returns what happened, in words for people, without a full stop. */
    String words();

    /** Returns the same fault without secrets in its words, which may be those of the server. */
    default NetworkFault without(Secrets secrets) {
        return switch (this) {
            case NotConnected fault -> new NotConnected(secrets.strikeOut(fault.words));
            case ConnectTimeout fault -> new ConnectTimeout(secrets.strikeOut(fault.words));
            case StaleConnection fault -> new StaleConnection(secrets.strikeOut(fault.words));
            case TlsFailed fault -> new TlsFailed(secrets.strikeOut(fault.words));
            case Broken fault -> new Broken(secrets.strikeOut(fault.words));
            case SocketsEnded fault -> new SocketsEnded(secrets.strikeOut(fault.words));
            case NoTls fault -> fault;
            case SpeaksTls fault -> fault;
            case Stopped fault -> fault;
            case NoAnswerInTime fault -> fault;
            case Interrupted fault -> fault;
        };
    }

    /** No connection could be made: it was refused, or the host is not known or cannot be reached. */
    record NotConnected(String words) implements NetworkFault {
        private static final String REFUSED = "connection refused";

        /** @param said the text of the exception, which often has none where the connection was refused */
        static NotConnected of(@Nullable String said) {
            return new NotConnected(said == null || said.equalsIgnoreCase(REFUSED) ? REFUSED : said);
        }

        static NotConnected unknownHost() {
            return new NotConnected("unknown host");
        }
    }

    /** No connection was made before the deadline for it. */
    record ConnectTimeout(String words) implements NetworkFault {}

    /** A kept connection ended before any byte of the answer came, for example because the server closed it while the request was on its way. */
    record StaleConnection(String words) implements NetworkFault {}

    /** The answer to the start of TLS is not TLS. */
    record NoTls() implements NetworkFault {
        @Override
        public String words() {
            return "the port does not speak TLS";
        }
    }

    /** The answer to a request without TLS is TLS. */
    record SpeaksTls() implements NetworkFault {
        @Override
        public String words() {
            return "the port speaks TLS";
        }
    }

    /** TLS failed, such as with a certificate that is not trusted. */
    record TlsFailed(String words) implements NetworkFault {
        private static final String OTHER_HOST = "No (subject alternative|name matching) .*";

        static TlsFailed ended() {
            return new TlsFailed("the server ended the connection during the handshake");
        }

        /**
         * @param failure what was thrown
         * @param innermost why it was thrown
         * @param said what Java says about it
         */
        static TlsFailed of(Throwable failure, Throwable innermost, String said) {
            var what = switch (innermost) {
                case CertificateExpiredException ignored -> "the server's certificate has expired";
                case CertificateNotYetValidException ignored -> "the server's certificate is not valid yet";
                case CertificateException ignored
                when said.matches(OTHER_HOST) -> "the server's certificate is for another host";
                case Throwable ignored
                when hasNoPath(failure) -> "no authority that is trusted signed the server's certificate";
                case Throwable ignored -> "";
            };
            return new TlsFailed(what.isEmpty() ? said : what + " (" + said + ")");
        }

        private static boolean hasNoPath(Throwable failure) {
            for (var cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The connection broke, or the bytes are not an HTTP answer. */
    record Broken(String words) implements NetworkFault {}

    /** The thread that writes and reads all sockets ended unexpectedly: no more requests can be sent. */
    record SocketsEnded(String words) implements NetworkFault {
        static SocketsEnded of(Throwable why) {
            return new SocketsEnded("the thread that reads the sockets ended: " + why);
        }
    }

    /** The client itself ended the request. */
    record Stopped() implements NetworkFault {
        @Override
        public String words() {
            return "stopped";
        }
    }

    /** No whole answer came within the time that the client waits. */
    record NoAnswerInTime(Duration waited) implements NetworkFault {
        @Override
        public String words() {
            return "no whole answer within " + waited.toMillis() + " ms";
        }
    }

    /** The thread that waited for the answer was interrupted. */
    record Interrupted() implements NetworkFault {
        @Override
        public String words() {
            return "interrupted";
        }
    }

    /** Turns what a socket or the JDK's client threw into a fault. */
    static NetworkFault of(Throwable thrown) {
        var failure = unwrapped(thrown);
        var innermost = innermost(failure);
        // The JDK's sockets and its TLS engine say it in different words.
        if (innermost instanceof SSLException
                && String.valueOf(innermost.getMessage()).matches("(?i).*unrecognized SSL message.*")) {
            return new NoTls();
        }
        var words = words(innermost);
        if (words.startsWith(ALERT)) {
            return new SpeaksTls();
        }
        return switch (failure) {
            case Throwable ignored when innermost instanceof UnresolvedAddressException -> NotConnected.unknownHost();
            case ConnectException ignored -> NotConnected.of(innermost.getMessage());
            case HttpConnectTimeoutException ignored -> new ConnectTimeout(words);
            case SSLException ignored -> TlsFailed.of(failure, innermost, words);
            case Throwable ignored -> new Broken(words);
        };
    }

    private static Throwable unwrapped(Throwable thrown) {
        var wraps = thrown instanceof CompletionException || thrown instanceof ExecutionException;
        return wraps && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    /** The JDK's exceptions often have no message of their own; the innermost one has it. */
    private static Throwable innermost(Throwable failure) {
        var innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost;
    }

    private static String words(Throwable innermost) {
        if (CLOSED.equals(innermost.getMessage())) {
            return "closed by the server";
        }
        return innermost.getMessage() != null
                ? innermost.getMessage()
                : innermost
                        .getClass()
                        .getSimpleName()
                        .replaceFirst("Exception$", "")
                        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                        .toLowerCase(Locale.ROOT);
    }
}
