package dev.assay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.deployments.Deadlines;
import dev.assay.testing.Client;
import dev.assay.testing.PausedTicker;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.Streams;
import dev.assay.trace.Ending;
import dev.assay.trace.Trace;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of requests where the sockets' own thread, or a look-up of a name, is at fault. */
class SocketSenderTest {
    private static final Script GOOD = Script.stream(Streams.FINISH, Streams.DONE);
    private static final Duration SHORT = Duration.ofMillis(60);

    /** Its clock breaks once, where a read is stamped. */
    @Test
    void tellsAllOpenRequestsAndAllToComeThatItsThreadEnded() {
        var breaks = new AtomicBoolean();
        var real = Ticker.start();
        Ticker ticker = () -> {
            if (Thread.currentThread().getName().equals("assay-sockets-0") && breaks.compareAndSet(true, false)) {
                throw new InternalError("no clock");
            }
            return real.nanos();
        };
        var turn = new Semaphore(0);
        try (var server = new ScriptedEndpoint(request -> request.id().equals("c2-001")
                        ? Script.stream().await(turn).chunk(Streams.OUTPUT).untilClosed()
                        : Script.silence().untilClosed());
                var client = new Client(new Transport(ticker, Client.PATIENT))) {
            var first = client.start(Client.request(server.base(), "c2-001", "{}"));
            var second = client.start(Client.request(server.base(), "c2-002", "{}"));
            server.awaitRequest();
            server.awaitRequest();
            breaks.set(true);
            turn.release();

            assertThat(List.of(
                            Client.await(first).ending(),
                            Client.await(second).ending(),
                            client.post(server.base(), "c2-003", "{}").ending()))
                    .containsOnly(new Ending.Cancelled(
                            "the thread that reads the sockets ended: java.lang.InternalError: no clock"));
        }
    }

    /** The clock of the first thread breaks once, where a read is stamped. */
    @Test
    void goesOnWithTheOtherThreadsWhenOneEnded() {
        var breaks = new AtomicBoolean();
        var real = Ticker.start();
        Ticker ticker = () -> {
            if (Thread.currentThread().getName().equals("assay-sockets-0") && breaks.compareAndSet(true, false)) {
                throw new InternalError("no clock");
            }
            return real.nanos();
        };
        var turn = new Semaphore(0);
        var two = new SocketThreads(2, LaunchPace.DEFAULT);
        var held = Script.stream()
                .await(turn)
                .chunk(Streams.OUTPUT)
                .chunk(Streams.FINISH)
                .chunk(Streams.DONE);
        try (var server = new ScriptedEndpoint(request -> held.end());
                var client = new Client(new Transport(ticker, Client.PATIENT, RequestHeaders.NONE, two))) {
            var first = client.start(Client.request(server.base(), "c2-001", "{}"));
            server.awaitRequest();
            breaks.set(true);
            turn.release();
            assertThat(Client.await(first).ending())
                    .isEqualTo(new Ending.Cancelled(
                            "the thread that reads the sockets ended: java.lang.InternalError: no clock"));

            turn.release(3);
            assertThat(List.of(
                            client.post(server.base(), "c2-002", "{}").ending(),
                            client.post(server.base(), "c2-003", "{}").ending(),
                            client.post(server.base(), "c2-004", "{}").ending()))
                    .containsOnly(new Ending.Complete());
        }
    }

    /** Nothing is answered before all of the burst is sent. */
    @Test
    void givesEachThreadAsManyRequestsOfABurstAndLetsASuccessorStay() {
        var turns = new Semaphore(0);
        var three = new SocketThreads(3, LaunchPace.DEFAULT);
        var byRequest = new ConcurrentHashMap<String, String>();
        var ended = new CountDownLatch(24);
        try (var server = ScriptedEndpoint.of(Script.silence().await(turns).then(GOOD));
                var client = new Client(new Transport(Ticker.start(), Client.PATIENT, RequestHeaders.NONE, three))) {
            for (var i = 0; i < 12; i++) {
                var id = "c12-" + i;
                client.transport().send(Client.request(server.base(), id, "{}"), 0, exchange -> {
                    byRequest.put(id, Thread.currentThread().getName());
                    ended.countDown();
                    client.transport().send(Client.request(server.base(), id + "-next", "{}"), 0, next -> {
                        byRequest.put(id + "-next", Thread.currentThread().getName());
                        ended.countDown();
                    });
                });
            }
            IntStream.range(0, 12).forEach(i -> server.awaitRequest());
            turns.release(24);
            awaited(ended);
        }
        var burst = IntStream.range(0, 12)
                .mapToObj(i -> byRequest.get("c12-" + i))
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
        assertThat(burst).isEqualTo(Map.of("assay-sockets-0", 4L, "assay-sockets-1", 4L, "assay-sockets-2", 4L));
        assertThat(IntStream.range(0, 12).mapToObj(i -> "c12-" + i))
                .allSatisfy(id -> assertThat(byRequest.get(id + "-next")).isEqualTo(byRequest.get(id)));
    }

    /** Another's callback keeps the thread of the sockets from closing the connection of what was given up. */
    @Test
    void doesNotWaitForAThreadThatDoesNotCome() {
        var clock = new PausedTicker();
        var blocked = new CountDownLatch(1);
        var silent = Script.silence().untilClosed();
        try (var server = new ScriptedEndpoint(request -> request.id().equals("c2-001") ? silent : GOOD)) {
            var deadlines =
                    new Deadlines(Client.PATIENT.connect(), SHORT, Client.PATIENT.gap(), Client.PATIENT.total(), SHORT);
            try (var client =
                    new Client(new Transport(clock, deadlines, RequestHeaders.NONE, SocketThreads.ONE, SHORT))) {
                var over = client.start(Client.request(server.base(), "c2-001", "{}"));
                server.awaitSilence();
                client.transport().send(Client.request(server.base(), "c2-002", "{}"), 0, ended -> awaited(blocked));
                clock.start();

                assertThat(Client.await(over).ending())
                        .isEqualTo(new Ending.Timeout(
                                Ending.Deadline.FIRST_OUTPUT, "deadline first-output of 60 ms passed"));
                blocked.countDown();
            }
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void looksANameUpAgainThatWasNotKnown() {
        try (var server = ScriptedEndpoint.of(GOOD)) {
            var port = server.base().getPort();
            var found = new ConcurrentLinkedQueue<>(List.of(
                    InetSocketAddress.createUnresolved("gpu-7.example", port),
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
            var named = URI.create("http://gpu-7.example:" + port);
            try (var sender = new SocketSender(
                    SocketThreads.ONE, Ticker.start(), Client.PATIENT, RequestHeaders.NONE, uri -> found.remove())) {
                assertThat(sent(sender, named).ending()).isEqualTo(new Ending.ConnectFailed("unknown host"));
                assertThat(sent(sender, named).ending()).isEqualTo(new Ending.Complete());
                // Nobody looks up again what is known.
                assertThat(sent(sender, named).ending()).isEqualTo(new Ending.Complete());
            }
        }
    }

    private static Trace sent(SocketSender sender, URI base) {
        var exchange = new Exchange(Client.request(base, "c1-001", "{}"), Ticker.start(), 0);
        var over = new CompletableFuture<Exchange>();
        sender.carry(exchange, failure -> {
            exchange.end(failure);
            over.complete(exchange);
        });
        return Client.await(over);
    }
}
