package dev.assay.run.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.Client;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.Streams;
import dev.assay.wire.Transport;
import java.net.URI;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Requests that are under way while a clock is set by hand. */
class SilenceWatchTest {
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong clock = new AtomicLong();
    private final ArrayList<String> lines = new ArrayList<>();

    private SilenceWatch watch(Client client, URI health) {
        return new SilenceWatch("m c4", client.transport(), health, lines::add);
    }

    @Test
    void saysAfterHalfAMinuteThatNothingComesAndWhatTheServerSaysOfItsHealth() {
        try (var server = new ScriptedEndpoint(request -> request.path().equals("/health")
                        ? Script.json(503, "{}")
                        : Script.silence().untilClosed());
                var client = new Client(new Transport(clock::get, Client.PATIENT));
                var watch = watch(client, URI.create(server.base() + "/health"))) {
            var first = client.start(Client.request(server.base(), "c4-001", "{}"));
            var second = client.start(Client.request(server.base(), "c4-002", "{}"));
            server.awaitSilence();
            server.awaitSilence();

            clock.set(29 * SECOND);
            watch.look();
            assertThat(lines).isEmpty();
            clock.set(31 * SECOND);
            watch.look();
            clock.set(61 * SECOND);
            watch.look();
            clock.set(62 * SECOND);
            watch.look();

            assertThat(lines)
                    .containsExactly(
                            "m c4: nothing has come for 31 s on 2 of 2 open requests; " + server.base()
                                    + "/health answers 503",
                            "m c4: nothing has come for 62 s on 2 of 2 open requests; " + server.base()
                                    + "/health answers 503");
            assertThat(first).isNotDone();
            assertThat(second).isNotDone();
        }
    }

    @Test
    void saysThatTheServerIsGone() {
        var gone = ScriptedEndpoint.of(Script.json(200, "{}"));
        var health = URI.create(gone.base() + "/health");
        gone.close();
        try (var server = ScriptedEndpoint.of(Script.silence().untilClosed());
                var client = new Client(new Transport(clock::get, Client.PATIENT));
                var watch = watch(client, health)) {
            var first = client.start(Client.request(server.base(), "c4-001", "{}"));
            server.awaitSilence();
            clock.set(40 * SECOND);

            watch.look();

            assertThat(lines)
                    .containsExactly("m c4: nothing has come for 40 s on 1 of 1 open request; " + health
                            + " does not answer: connection refused");
            assertThat(first).isNotDone();
        }
    }

    @Test
    void saysNothingWhereNothingIsUnderWay() {
        try (var server = ScriptedEndpoint.of(Script.stream(Streams.FINISH, Streams.DONE));
                var client = new Client(new Transport(clock::get, Client.PATIENT));
                var watch = watch(client, URI.create(server.base() + "/health"))) {
            client.post(server.base());
            clock.set(100 * SECOND);

            watch.look();

            assertThat(lines).isEmpty();
        }
    }
}
