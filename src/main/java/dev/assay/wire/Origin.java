package dev.assay.wire;

import dev.assay.wire.tls.TlsSession;
import java.net.InetSocketAddress;
import java.net.URI;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where connections lead to. One that led to an origin may carry another request to it.
 *
 * @param name scheme and authority, as in the URIs
 * @param host the name that the server's certificate must have
 * @param address unresolved if it is not known now
 * @param trust what TLS trusts; absent without TLS
 */
record Origin(
        String name,
        String host,
        InetSocketAddress address,
        @Nullable SSLContext trust) {
    private static final int PORT = 80;
    private static final int PORT_OF_TLS = 443;

    static String name(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    static boolean isSecure(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /** Looks up the address of a URI, which may take long. */
    static InetSocketAddress address(URI uri) {
        var usual = isSecure(uri) ? PORT_OF_TLS : PORT;
        return new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? usual : uri.getPort());
    }

    /** Returns the TLS of a new connection; null without TLS. */
    @Nullable TlsSession session() {
        return trust == null ? null : TlsSession.client(trust, host, address.getPort());
    }
}
