package dev.assay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.calibration.LoopbackCertificate;
import dev.assay.testing.Client;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.ScriptedEndpoint.Seen;
import dev.assay.testing.Streams;
import dev.assay.trace.Ending;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that were kept since the warm-up are opened anew before a burst. */
class RenewedConnectionsTest {
    private static final Duration ANY_AGE = Duration.ofNanos(-1);
    private static final Script WHOLE = Script.stream(Streams.OUTPUT, Streams.FINISH, Streams.DONE);

    private static SSLContext keys;
    private static Route route;

    @BeforeAll
    static void certify() throws GeneralSecurityException {
        var certificate = LoopbackCertificate.create();
        keys = certificate.ofServer();
        route = new Route(Route.trusting(List.of(certificate.certificate())), null);
    }

    private static ScriptedEndpoint server(boolean tls, Script... scripts) {
        return tls ? ScriptedEndpoint.secure(keys, scripts) : ScriptedEndpoint.of(scripts);
    }

    private static Client client() {
        var two = new SocketThreads(2, LaunchPace.NONE);
        return new Client(new Transport(Ticker.start(), Client.PATIENT, RequestHeaders.NONE.by(route), two));
    }

    private static List<Ending> burst(Client client, ScriptedEndpoint server, Semaphore turns, int size) {
        var open = IntStream.range(0, size)
                .mapToObj(i -> client.start(Client.request(server.base(), "c-" + i, "{}")))
                .toList();
        open.forEach(each -> server.awaitRequest());
        turns.release(size);
        return open.stream().map(each -> Client.await(each).ending()).toList();
    }

    /** More than are opened at once. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sendsABurstOverAsManyNewConnections(boolean tls) {
        var turns = new Semaphore(0);
        try (var server = server(tls, Script.silence().await(turns).then(WHOLE));
                var client = client()) {
            burst(client, server, turns, 100);
            client.transport().renewConnections(ANY_AGE);
            var endings = burst(client, server, turns, 100);

            assertThat(endings).hasSize(100).containsOnly(new Ending.Complete());
            assertThat(server.requests()).extracting(Seen::connection).doesNotHaveDuplicates();
            // They were open before the burst: the one more that this client opens comes after all 200.
            assertThat(server.requests()).extracting(Seen::connection).allMatch(number -> number <= 200);
        }
    }

    @Test
    void leavesConnectionsThatAreYoungEnough() {
        try (var server = server(false, WHOLE);
                var client = client()) {
            client.post(server.base());
            client.transport().renewConnections(Duration.ofHours(1));
            client.post(server.base());

            assertThat(server.requests()).extracting(Seen::connection).containsExactly(1, 1);
        }
    }

    @Test
    void opensNoneBeforeTheFirstRequest() {
        try (var server = server(false, WHOLE);
                var client = client()) {
            client.transport().renewConnections(ANY_AGE);
            client.post(server.base());

            assertThat(server.requests()).extracting(Seen::connection).containsExactly(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sendsAgainWhatTheServerDroppedWithANewConnection(boolean tls) {
        try (var server = server(tls, WHOLE, Script.silence().hangUp(), WHOLE);
                var client = client()) {
            client.post(server.base());
            client.transport().renewConnections(ANY_AGE);
            var trace = client.post(server.base());

            assertThat(trace.ending()).isEqualTo(new Ending.Complete());
            assertThat(trace.resends()).isEqualTo(1);
            assertThat(server.requests()).extracting(Seen::connection).containsExactly(1, 2, 3);
        }
    }

    @Test
    void letsTheRequestSayThatTheServerIsGone() {
        try (var client = client()) {
            URI gone;
            try (var server = server(false, WHOLE)) {
                client.post(server.base());
                gone = server.base();
            }
            client.transport().renewConnections(ANY_AGE);

            assertThat(client.post(gone).ending()).isInstanceOf(Ending.ConnectFailed.class);
        }
    }

    @Test
    void doesNothingAfterTheEndOfItsThreads() {
        try (var server = server(false, WHOLE);
                var client = client()) {
            client.post(server.base());
            client.transport().close();
            client.transport().renewConnections(ANY_AGE);

            assertThat(server.requests()).hasSize(1);
        }
    }
}
