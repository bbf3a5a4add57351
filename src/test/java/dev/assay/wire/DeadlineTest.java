package dev.assay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.deployments.Deadlines;
import dev.assay.testing.Client;
import dev.assay.testing.PausedTicker;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.Streams;
import dev.assay.trace.Ending;
import dev.assay.trace.Payload;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No server can keep a request for ever, and what the gate gives up, it closes. */
@Tag("slow")
class DeadlineTest {
    private static final Duration NEVER = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(60);
    private static final Deadlines FIRST_OUTPUT = new Deadlines(NEVER, SHORT, NEVER, NEVER, NEVER);
    private static final Deadlines GAP = new Deadlines(NEVER, NEVER, SHORT, NEVER, NEVER);
    private static final Deadlines TOTAL = new Deadlines(NEVER, NEVER, NEVER, SHORT, NEVER);

    private static final Ending NO_FIRST_OUTPUT =
            new Ending.Timeout(Ending.Deadline.FIRST_OUTPUT, "deadline first-output of 60 ms passed");

    /** A listener that accepts nothing lets very few connections wait; the system leaves any other without an answer. */
    @Test
    void givesUpAServerThatTakesNoMoreConnections() throws IOException {
        var waiting = new ArrayList<SocketChannel>();
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var client = new Client(new Deadlines(SHORT, NEVER, NEVER, NEVER, NEVER))) {
            for (var i = 0; i < 8; i++) {
                var channel = SocketChannel.open();
                waiting.add(channel);
                channel.configureBlocking(false);
                channel.connect(full.getLocalSocketAddress());
            }

            var trace = client.post(URI.create("http://127.0.0.1:" + full.getLocalPort()));

            assertThat(trace.ending())
                    .isEqualTo(new Ending.Timeout(Ending.Deadline.CONNECT, "deadline connect of 60 ms passed"));
            assertThat(trace.resends()).isZero();
        } finally {
            for (var channel : waiting) {
                channel.close();
            }
        }
    }

    @Test
    void givesUpAServerThatNeverAnswers() {
        assertThat(givenUp(FIRST_OUTPUT, Script.silence().untilClosed()).ending())
                .isEqualTo(NO_FIRST_OUTPUT);
    }

    @Test
    void givesUpAStreamThatNeverBegins() {
        assertThat(givenUp(FIRST_OUTPUT, Script.stream().untilClosed()).ending())
                .isEqualTo(NO_FIRST_OUTPUT);
    }

    @Test
    void takesARoleForNoOutput() {
        assertThat(givenUp(FIRST_OUTPUT, Script.stream().chunk(Streams.ROLE).untilClosed())
                        .ending())
                .isEqualTo(NO_FIRST_OUTPUT);
    }

    @Test
    void takesCommentsForNoOutput() {
        assertThat(givenUp(FIRST_OUTPUT, Script.stream().drip(": keep-alive\n\n"))
                        .ending())
                .isEqualTo(NO_FIRST_OUTPUT);
    }

    @Test
    void takesHalfAnEventForNoOutput() {
        assertThat(givenUp(
                                FIRST_OUTPUT,
                                Script.stream()
                                        .chunk(Streams.OUTPUT.stripTrailing())
                                        .untilClosed())
                        .ending())
                .isEqualTo(NO_FIRST_OUTPUT);
    }

    @Test
    void givesUpAStreamThatStopsAfterOutput() {
        var trace = givenUp(GAP, Script.stream().chunk(Streams.OUTPUT).untilClosed());

        assertThat(trace.ending()).isEqualTo(new Ending.Timeout(Ending.Deadline.GAP, "deadline gap of 60 ms passed"));
        assertThat(trace.body().text()).isEqualTo(Streams.OUTPUT);
        assertThat(trace.ended() - trace.reads().nanos(trace.reads().count() - 1))
                .isGreaterThanOrEqualTo(SHORT.toNanos());
    }

    /** Its output comes all at once, at the end. */
    @Test
    void givesAnAnswerThatComesWholeUntilTheDeadlineOfTheRequest() {
        var json = "{\"choices\":[{\"message\":{\"content\":\"Paris\"},\"finish_reason\":\"stop\"}]}";
        try (var server = ScriptedEndpoint.of(
                        Script.silence().takes(SHORT.multipliedBy(3)).then(Script.json(200, json)),
                        Script.silence().untilClosed());
                var patient = new Client(new Deadlines(NEVER, SHORT, SHORT, NEVER, NEVER));
                var total = new Client(new Deadlines(NEVER, SHORT, SHORT, SHORT.multipliedBy(2), NEVER))) {
            assertThat(whole(patient, server).ending()).isEqualTo(new Ending.Complete());
            assertThat(whole(total, server).ending())
                    .isEqualTo(new Ending.Timeout(Ending.Deadline.TOTAL, "deadline total of 120 ms passed"));
        }
    }

    private static Trace whole(Client client, ScriptedEndpoint server) {
        return Client.await(client.start(new Request(
                "calls-one~whole",
                URI.create(server.base() + "/v1/chat/completions"),
                Payload.of("{}"),
                false,
                false)));
    }

    @Test
    void takesCommentsAfterOutputForAGap() {
        assertThat(givenUp(GAP, Script.stream().chunk(Streams.OUTPUT).drip(": keep-alive\n\n"))
                        .ending())
                .isEqualTo(new Ending.Timeout(Ending.Deadline.GAP, "deadline gap of 60 ms passed"));
    }

    @Test
    void givesUpAStreamThatDripsForEver() {
        var trace = givenUp(TOTAL, Script.stream().drip(Streams.OUTPUT));

        assertThat(trace.ending())
                .isEqualTo(new Ending.Timeout(Ending.Deadline.TOTAL, "deadline total of 60 ms passed"));
        assertThat(trace.ended() - trace.sent()).isGreaterThanOrEqualTo(SHORT.toNanos());
    }

    @Test
    void watchesTheSecondTryAsTheFirst() {
        var clock = new PausedTicker();
        try (var server = ScriptedEndpoint.of(
                        Script.stream(Streams.FINISH, Streams.DONE),
                        Script.silence().hangUp(),
                        Script.silence().untilClosed());
                var client = new Client(new Transport(clock, FIRST_OUTPUT))) {
            client.post(server.base());
            var over = client.start(Client.request(server.base(), "c1-002", "{}"));
            server.awaitSilence();
            clock.start();
            var trace = Client.await(over);

            assertThat(trace.ending()).isEqualTo(NO_FIRST_OUTPUT);
            assertThat(trace.resends()).isEqualTo(1);
            assertThat(server.awaitClosing()).isEqualTo(2);
        }
    }

    @Test
    void letsAStreamBeThatKeepsItsDeadlines() {
        try (var server = ScriptedEndpoint.of(Script.stream(Streams.FINISH, Streams.DONE));
                var client = new Client(Client.PATIENT)) {
            assertThat(client.post(server.base()).ending()).isEqualTo(new Ending.Complete());
            assertThat(client.post(server.base()).ending()).isEqualTo(new Ending.Complete());
            assertThat(server.requests())
                    .extracting(ScriptedEndpoint.Seen::connection)
                    .containsExactly(1, 1);
        }
    }

    @Test
    void endsARequestWhoseDeadlinesCannotBeWatched() {
        var broken = new AtomicBoolean();
        Ticker clock = () -> {
            if (Thread.currentThread().getName().equals("assay-deadlines") && broken.compareAndSet(true, false)) {
                throw new IllegalStateException("no clock");
            }
            return 0;
        };
        try (var server = ScriptedEndpoint.of(Script.stream().untilClosed());
                var client = new Client(new Transport(clock, GAP))) {
            var over = client.start(Client.request(server.base(), "c1-001", "{}"));
            server.awaitSilence();
            broken.set(true);

            assertThat(Client.await(over).ending())
                    .isEqualTo(new Ending.Cancelled(
                            "its deadlines could not be watched: java.lang.IllegalStateException: no clock"));
            assertThat(server.awaitClosing()).isEqualTo(1);
        }
    }

    @Test
    void cancelsEveryOpenRequestAndClosesItsConnection() {
        try (var server = ScriptedEndpoint.of(Script.stream().untilClosed());
                var client = new Client(Client.PATIENT)) {
            var first = client.start(Client.request(server.base(), "c2-001", "{}"));
            var second = client.start(Client.request(server.base(), "c2-002", "{}"));
            server.awaitSilence();
            server.awaitSilence();

            client.transport().cancelAll("the run was interrupted");

            assertThat(Client.await(first).ending()).isEqualTo(new Ending.Cancelled("the run was interrupted"));
            assertThat(Client.await(second).ending()).isEqualTo(new Ending.Cancelled("the run was interrupted"));
            assertThat(server.awaitClosing() + server.awaitClosing()).isEqualTo(3);
        }
    }

    @Test
    void endsWhatIsOpenWhenTheTransportIsClosed() {
        try (var server = ScriptedEndpoint.of(Script.stream().untilClosed())) {
            var client = new Client(Client.PATIENT);
            var open = client.start(Client.request(server.base(), "c1-001", "{}"));
            server.awaitSilence();

            client.close();

            assertThat(Client.await(open).ending()).isEqualTo(new Ending.Cancelled("the transport was closed"));
            assertThat(server.requests()).hasSize(1);
        }
    }

    /** Lets time begin when the server has done all that the script says. */
    private static Trace givenUp(Deadlines deadlines, Script... scripts) {
        var clock = new PausedTicker();
        try (var server = ScriptedEndpoint.of(scripts);
                var client = new Client(new Transport(clock, deadlines))) {
            var over = client.start(Client.request(server.base(), "c1-001", "{}"));
            server.awaitSilence();
            clock.start();
            var trace = Client.await(over);
            assertThat(server.awaitClosing()).isEqualTo(scripts.length);
            return trace;
        }
    }
}
