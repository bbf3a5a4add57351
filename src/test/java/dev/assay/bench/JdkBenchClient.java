package dev.assay.bench;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/** Runs our own client over the JDK's HTTP client, as the gate does with TLS or a proxy. Arguments as for {@link BenchClient}. */
final class JdkBenchClient {
    private JdkBenchClient() {}

    public static void main(String[] args) throws IOException {
        ProxySelector.setDefault(new TwoDirectConnections());
        BenchClient.main(args);
    }

    /** Returns "no proxy" twice: our transport takes two entries for a proxy, the JDK's client uses the first. */
    private static final class TwoDirectConnections extends ProxySelector {
        @Override
        public List<Proxy> select(URI uri) {
            return List.of(Proxy.NO_PROXY, Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException why) {
            // There is no other proxy.
        }
    }
}
