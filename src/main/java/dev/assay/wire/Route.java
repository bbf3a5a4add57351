package dev.assay.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * How requests reach a server.
 *
 * @param trust the certificates that are trusted over TLS; absent: those that Java trusts
 * @param proxy the proxy of all requests; absent: the one that the JVM's own properties name, if any
 */
public record Route(@Nullable SSLContext trust, @Nullable InetSocketAddress proxy) {
    /** No proxy, and the certificates that Java trusts. */
    public static final Route DIRECT = new Route(null, null);

    /**
     * Returns a TLS context that trusts these authorities and no others.
     *
     * @throws GeneralSecurityException if one of the certificates cannot be used
     */
    public static SSLContext trusting(Collection<? extends Certificate> authorities) throws GeneralSecurityException {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (var authority : authorities) {
                store.setCertificateEntry("ca-" + store.size(), authority);
            }
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new GeneralSecurityException("an empty key store cannot be made", e);
        }
    }

    /** Returns what TLS trusts; without authorities of its own, what the properties of Java's TLS name. */
    SSLContext context() {
        try {
            return trust == null ? SSLContext.getDefault() : trust;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the certificates that Java trusts cannot be read", e);
        }
    }

    HttpClient.Builder on(HttpClient.Builder client) {
        if (trust != null) {
            client.sslContext(trust);
        }
        return proxy == null ? client : client.proxy(ProxySelector.of(proxy));
    }
}
