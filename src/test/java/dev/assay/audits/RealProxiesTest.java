package dev.assay.audits;

import static dev.assay.testing.Figures.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.audits.client.FirstReads;
import dev.assay.figures.Figure;
import dev.assay.figures.FigureTable;
import dev.assay.testing.Client;
import dev.assay.testing.PacedServer;
import dev.assay.testing.Plans;
import dev.assay.testing.RealProxy;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One stream of 64 tokens, one each 20 ms, straight and through Debian's nginx and HAProxy as they are: {@code mvn test -Pproxies}. nginx hands
 * on 4 KiB at a time, HAProxy what came in 200 ms; tpot is the server's all the same.
 */
@Tag("proxies")
class RealProxiesTest {
    private static final int AT_ONCE = 8;

    private static PacedServer server;
    private static RealProxy nginx;
    private static RealProxy haproxy;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = new PacedServer();
        nginx = RealProxy.nginx(folder, server.port());
        haproxy = RealProxy.haproxy(folder, server.port());
        // The first answers are read by code that no compiler has seen.
        ask(base("straight"));
        server.pace();
    }

    @AfterAll
    static void stop() throws IOException {
        haproxy.close();
        nginx.close();
        server.close();
    }

    private static URI base(String way) {
        return switch (way) {
            case "nginx" -> nginx.base();
            case "haproxy" -> haproxy.base();
            default -> URI.create("http://127.0.0.1:" + server.port());
        };
    }

    private static List<Trace> ask(URI base) {
        try (var client = new Client(Client.PATIENT)) {
            var answers = IntStream.range(0, AT_ONCE)
                    .mapToObj(i -> client.start(Client.request(base, "c8-00" + i, "{}")))
                    .toList();
            return answers.stream().map(Client::await).toList();
        }
    }

    /** @param percent how far tpot may be from the server's own pace */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "straight, /chunked/short, 2",
        "straight, /chunked/long, 2",
        "straight, /closing/short, 2",
        "straight, /closing/long, 2",
        "nginx, /chunked/short, 2",
        "nginx, /chunked/long, 2",
        "nginx, /closing/short, 2",
        "nginx, /closing/long, 2",
        "haproxy, /chunked/short, 5",
        "haproxy, /chunked/long, 5",
        "haproxy, /closing/short, 5",
        "haproxy, /closing/long, 5"
    })
    void tpotIsTheServersWhateverHoldsTokensBack(String way, String path, double percent) {
        var answers = ask(base(way).resolve(path));

        var figures = FigureTable.of(answers);
        var pace = server.pace();
        assertThat(answers).allMatch(Trace::complete);
        assertThat(figures.unseen(named("tpot.mean"))).isZero();
        assertThat(((Figure.Measured) figures.get(named("tpot.mean"))).value())
                .isCloseTo(pace, within(percent / 100 * pace));
        // nginx asks its server by HTTP/1.0, so both forms of the stream come to it as one. HAProxy holds chunks back
        // alone.
        var held = way.equals("nginx") || (way.equals("haproxy") && path.startsWith("/chunked"));
        assertThat(!held || FirstReads.of(Plans.recording(answers)).isPresent()).isTrue();
    }
}
