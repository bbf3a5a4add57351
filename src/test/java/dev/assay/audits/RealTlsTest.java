package dev.assay.audits;

import static dev.assay.testing.Figures.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.figures.Figure;
import dev.assay.figures.FigureTable;
import dev.assay.testing.Certificates;
import dev.assay.testing.Client;
import dev.assay.testing.PacedServer;
import dev.assay.testing.RealProxy;
import dev.assay.trace.Trace;
import dev.assay.wire.RequestHeaders;
import dev.assay.wire.Route;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The long streams of {@link RealProxiesTest} through Debian's nginx with TLS in front: {@code mvn test -Pproxies}. nginx fills records of 16 KiB
 * ({@code ssl_buffer_size}), so a short stream comes in one read and has no tpot.
 */
@Tag("proxies")
class RealTlsTest {
    private static final int AT_ONCE = 8;

    @Test
    void tpotIsTheServersOverTls(@TempDir Path keys, @TempDir Path folder)
            throws IOException, GeneralSecurityException {
        var certificates = Certificates.in(keys);
        var authority = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(certificates.authority())));
        var route = new Route(Route.trusting(List.of(authority)), null);
        try (var server = new PacedServer();
                var nginx = RealProxy.nginx(folder, server.port(), certificates);
                var client = new Client(new Transport(Ticker.start(), Client.PATIENT, RequestHeaders.NONE.by(route)))) {
            // The first answers are read by code that no compiler has seen.
            ask(client, nginx.base());
            server.pace();

            var answers = ask(client, nginx.base().resolve("/chunked/long"));

            var pace = server.pace();
            assertThat(answers).allMatch(Trace::complete);
            assertThat(((Figure.Measured) FigureTable.of(answers).get(named("tpot.mean"))).value())
                    .isCloseTo(pace, within(0.02 * pace));
        }
    }

    private static List<Trace> ask(Client client, URI base) {
        var answers = IntStream.range(0, AT_ONCE)
                .mapToObj(i -> client.start(Client.request(base, "c8-00" + i, "{}")))
                .toList();
        return answers.stream().map(Client::await).toList();
    }
}
