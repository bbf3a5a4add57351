package dev.assay.bench;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/** Our own client, made to go over the JDK's client as it does where TLS or a proxy is in the way; arguments as {@link BenchClient}. */
final class JdkBenchClient {
    private JdkBenchClient() {}

    public static void main(String[] args) throws IOException {
        ProxySelector.setDefault(new Hesitant());
        BenchClient.main(args);
    }

    /** Says twice that there is no proxy: the transport takes a choice for a proxy, the JDK's client takes the first. */
    private static final class Hesitant extends ProxySelector {
        @Override
        public List<Proxy> select(URI uri) {
            return List.of(Proxy.NO_PROXY, Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException why) {
            // Nobody else to ask.
        }
    }
}
