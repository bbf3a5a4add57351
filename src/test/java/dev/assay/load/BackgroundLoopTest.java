package dev.assay.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.testing.Client;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.Streams;
import dev.assay.trace.Ending;
import dev.assay.trace.Trace;
import dev.assay.wire.Request;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class BackgroundLoopTest {
    private static final Script OUTPUT = Script.stream().chunk(Streams.OUTPUT);
    private static final Script REST =
            Script.silence().chunk(Streams.FINISH).chunk(Streams.DONE).end();

    private final Transport transport = new Transport(Ticker.start(), Client.PATIENT);
    private final ConcurrentLinkedQueue<Trace> traces = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        transport.close();
    }

    private static Iterator<Request> requests(ScriptedEndpoint server) {
        return Stream.iterate(1, number -> number + 1)
                .map(number -> Loops.request(server, "b" + number, false))
                .iterator();
    }

    private BackgroundLoop loop(ScriptedEndpoint server, int inFlight) {
        return new BackgroundLoop(transport, inFlight, requests(server), traces::add);
    }

    private static FutureTask<Void> start(BackgroundLoop loop) {
        var started = new FutureTask<Void>(loop::start, null);
        Thread.ofPlatform().daemon().start(started);
        return started;
    }

    @Test
    void hasStartedWhenEachStreamHasBroughtOutput() {
        var firstTokens = new Semaphore(0);
        var ends = new Semaphore(0);
        var script =
                Script.silence().await(firstTokens).then(OUTPUT).await(ends).then(REST);
        try (var server = ScriptedEndpoint.of(script);
                var loop = loop(server, 3)) {
            var started = start(loop);
            for (var i = 0; i < 3; i++) {
                server.awaitRequest();
                assertThat(started.isDone()).isFalse();
            }
            firstTokens.release(2);
            assertThatThrownBy(() -> started.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            firstTokens.release();
            Loops.join(started);

            loop.stop("enough");
        }

        assertThat(traces).extracting(Trace::id).containsExactlyInAnyOrder("b1", "b2", "b3");
        assertThat(traces).extracting(Trace::ending).containsOnly(new Ending.Cancelled("enough"));
    }

    /** Five of the eight streams end; each is replaced at once, and there are never more than three. */
    @Test
    void replacesEachRequestThatEnds() {
        var ends = new Semaphore(0);
        try (var server = ScriptedEndpoint.of(OUTPUT.await(ends).then(REST));
                var loop = loop(server, 3)) {
            Loops.join(start(loop));
            for (var i = 0; i < 3; i++) {
                server.awaitRequest();
            }
            for (var more = 0; more < 5; more++) {
                ends.release();
                server.awaitRequest();
            }
            loop.stop("enough");

            assertThat(server.mostInFlight()).isEqualTo(3);
            assertThat(server.requests()).hasSize(8);
        }

        assertThat(traces).hasSize(8);
        assertThat(traces.stream().filter(Trace::complete)).hasSize(5);
        assertThat(traces.stream().filter(trace -> trace.ending().equals(new Ending.Cancelled("enough"))))
                .hasSize(3);
    }

    @Test
    void startsWithoutThoseThatFailed() {
        var refused = Set.of("b1", "b2");
        try (var server = new ScriptedEndpoint(
                        request -> refused.contains(request.id()) ? Script.json(400, "{}") : OUTPUT.untilClosed());
                var loop = loop(server, 2)) {
            Loops.join(start(loop));

            assertThat(traces).extracting(Trace::id).containsExactlyInAnyOrder("b1", "b2");
            loop.stop("enough");
        }

        assertThat(traces).hasSize(4);
    }

    @Test
    void sendsNothingMoreAfterThreeFailures() {
        try (var server = ScriptedEndpoint.of(Script.json(500, "{}"));
                var loop = loop(server, 1)) {
            Loops.join(start(loop));
            for (var i = 0; i < 3; i++) {
                server.awaitRequest();
            }
            loop.stop("enough");

            assertThat(server.requests()).hasSize(3);
        }

        assertThat(traces).hasSize(3);
    }

    @Test
    void passesOnThatARequestCannotBeCreated() {
        var none = Stream.iterate(1, number -> number + 1)
                .<Request>map(number -> {
                    throw new IllegalStateException("too few words");
                })
                .iterator();
        try (var loop = new BackgroundLoop(transport, 2, none, traces::add)) {
            assertThatThrownBy(loop::start).hasMessage("too few words");
        }
    }
}
