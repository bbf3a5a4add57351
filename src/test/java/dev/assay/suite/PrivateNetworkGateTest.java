package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.assay.testing.Certificates;
import dev.assay.testing.SmallProxy;
import dev.assay.testing.SmallServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The gate on an endpoint behind TLS with a private authority, behind a proxy, and behind both. PATH is a variable that every machine has. */
@Tag("slow")
@ResourceLock(SmallServer.STARTED)
class PrivateNetworkGateTest {
    private static final String INPUT = "thresholds.yaml, evalsets and properties are valid";
    private static final String KEY = "key: PATH";
    private static final String CA = "ca: ca.pem";

    @TempDir
    private static Path keys;

    private static Certificates certificates;

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private HttpsServer secure;
    private HttpServer plain;

    @BeforeAll
    static void certify() {
        certificates = Certificates.in(keys);
    }

    @BeforeEach
    void serve() throws IOException {
        Files.copy(certificates.authority(), folder.resolve("ca.pem"));
        var anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        secure = HttpsServer.create(anywhere, 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(certificates.ofServer()));
        plain = HttpServer.create(anywhere, 0);
        for (var server : List.of(secure, plain)) {
            server.createContext("/", exchange -> {
                seen.add(exchange.getRequestURI().getPath() + " "
                        + exchange.getRequestHeaders().getFirst("Authorization") + " "
                        + exchange.getRequestHeaders().getFirst("X-Team"));
                SmallServer.answers().handle(exchange);
            });
            server.setExecutor(threads);
            server.start();
        }
    }

    @AfterEach
    void stop() {
        secure.stop(0);
        plain.stop(0);
        threads.shutdownNow();
    }

    private String secureAt(String host) {
        return "endpoint=https://" + host + ":" + secure.getAddress().getPort();
    }

    @Test
    void trustsThePrivateAuthorityAndShowsKeyAndHeaders() {
        var run = ServedGate.in(folder, CA, KEY, "headers: {X-Team: serving}").run(secureAt("localhost"));

        assertThat(run.with("passed")).contains(ServedGate.FIRST, ServedGate.SECOND);
        assertThat(seen)
                .anyMatch(line -> line.startsWith("/v1/models "))
                .anyMatch(line -> line.startsWith("/v1/completions "))
                .allMatch(
                        line -> line.endsWith(" Bearer " + Objects.requireNonNull(System.getenv("PATH")) + " serving"));
    }

    @Test
    void sendsNothingToOneThatNobodyVouchesFor() {
        var run = ServedGate.in(folder, KEY).run(secureAt("localhost"));

        assertThat(run.test(ServedGate.FIRST).message())
                .startsWith("UNMEASURED small c1: https://localhost:"
                        + secure.getAddress().getPort() + " does not answer: ")
                .endsWith("If a private authority signed its certificate, name the file with the authority's"
                        + " certificate with `ca` at"
                        + " thresholds.yaml:5:3; if the certificate is for another host, correct -Dassay.endpoint.");
        assertThat(seen).isEmpty();
    }

    @Test
    void goesThroughAProxyToWhatIsSecure() {
        try (var proxy = new SmallProxy()) {
            var gate = ServedGate.in(folder, CA, "proxy: " + proxy.base());

            var run = gate.run(secureAt("localhost"));

            assertThat(run.with("passed")).contains(ServedGate.FIRST, ServedGate.SECOND);
            assertThat(proxy.seen())
                    .isNotEmpty()
                    .containsOnly("CONNECT localhost:" + secure.getAddress().getPort() + " HTTP/1.1");
            assertThat(gate.runs().getFirst().resolve("environment.json"))
                    .content()
                    .contains("\"small proxy\" : \"" + proxy.base() + "\"");
        }
    }

    @Test
    void goesThroughAProxyToWhatIsPlain() {
        try (var proxy = new SmallProxy()) {
            var base = "http://127.0.0.1:" + plain.getAddress().getPort();

            var run = ServedGate.in(folder, "proxy: " + proxy.base()).run("endpoint=" + base);

            assertThat(run.with("passed")).contains(ServedGate.FIRST, ServedGate.SECOND);
            assertThat(proxy.seen()).isNotEmpty().allMatch(line -> line.contains(" " + base + "/"));
        }
    }

    @Test
    void saysThatTheProxyIsNotThere() {
        String gone;
        try (var proxy = new SmallProxy()) {
            gone = proxy.base().toString();
        }
        var base = "http://127.0.0.1:" + plain.getAddress().getPort();

        var run = ServedGate.in(folder, "proxy: " + gone).run("endpoint=" + base);

        assertThat(run.test(ServedGate.FIRST).message())
                .startsWith("UNMEASURED small c1: " + base + " does not answer through the proxy " + gone + ": ")
                .endsWith("Start the server, or correct -Dassay.endpoint or `proxy` at thresholds.yaml:5:3.");
        assertThat(seen).isEmpty();
    }

    @Test
    void isRefusedWhereTheFileHasNoCertificates() throws IOException {
        Files.writeString(folder.resolve("ca.pem"), "nothing\n");

        assertThat(ServedGate.in(folder, CA)
                        .run(secureAt("localhost"))
                        .test(INPUT)
                        .message())
                .startsWith("thresholds.yaml:11:9: 'ca' must be a file of certificates in PEM; [ca.pem] ");

        Files.write(folder.resolve("ca.pem"), new byte[(4 << 20) + 1]);
        assertThat(ServedGate.in(folder, CA)
                        .run(secureAt("localhost"))
                        .test(INPUT)
                        .message())
                .isEqualTo(
                        "thresholds.yaml:11:9: 'ca' must be a file of certificates in PEM; [ca.pem] has more than 4194304 bytes:"
                                + " leave out the certificates that are not needed");

        Files.delete(folder.resolve("ca.pem"));
        assertThat(ServedGate.in(folder, CA)
                        .run(secureAt("localhost"))
                        .test(INPUT)
                        .message())
                .startsWith(
                        "thresholds.yaml:11:9: 'ca' must be a file of certificates in PEM; [ca.pem] cannot be read (")
                .endsWith("); the name is relative to thresholds.yaml");
        assertThat(seen).isEmpty();
    }
}
