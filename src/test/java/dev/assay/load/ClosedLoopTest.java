package dev.assay.load;

import static dev.assay.load.Loops.join;
import static dev.assay.load.Loops.request;
import static dev.assay.load.Loops.requests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.plan.testspecs.Pace;
import dev.assay.testing.Client;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.ScriptedEndpoint.Seen;
import dev.assay.testing.Streams;
import dev.assay.trace.Payload;
import dev.assay.trace.Trace;
import dev.assay.wire.Request;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class ClosedLoopTest {
    private static final Script GOOD = Script.stream(Streams.FINISH, Streams.DONE);
    private static final long FOR_EVER = Long.MAX_VALUE;
    private static final Script BROKEN = Script.json(500, "{\"error\":{\"message\":\"EngineCore died.\"}}");

    private final Transport transport = new Transport(Ticker.start(), Client.PATIENT);
    private final ConcurrentLinkedQueue<Trace> traces = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void keepsExactlySoManyInFlightWhileWorkRemains() throws Exception {
        var turns = new Semaphore(0);
        try (var server = ScriptedEndpoint.of(Script.silence().await(turns).then(GOOD))) {
            var run = start(3, requests(server, 0, 8), traces::add);
            IntStream.range(0, 3).forEach(i -> server.awaitRequest());
            for (var more = 0; more < 5; more++) {
                turns.release();
                server.awaitRequest();
            }
            turns.release(3);
            join(run);

            assertThat(server.mostInFlight()).isEqualTo(3);
            assertThat(server.requests()).hasSize(8);
        }
    }

    /** A clock that counts how often it is read: what is one instant has one number. */
    @Test
    void schedulesARequestAtTheInstantItsSlotGotFree() {
        var clock = new AtomicLong();
        try (var server = ScriptedEndpoint.of(GOOD);
                var counted = new Transport(clock::incrementAndGet, Client.PATIENT)) {
            new ClosedLoop(counted, new Pace.Closed(1), FOR_EVER, traces::add).run(requests(server, 0, 3));
        }

        var all = List.copyOf(traces);
        assertThat(all).extracting(Trace::id).containsExactly("m1", "m2", "m3");
        assertThat(all).allSatisfy(trace -> assertThat(trace.sent()).isGreaterThan(trace.scheduled()));
        assertThat(all.get(1).scheduled()).isEqualTo(all.get(0).ended());
        assertThat(all.get(2).scheduled()).isEqualTo(all.get(1).ended());
    }

    /** The clock stands at 0 until the third request is answered, at 100. */
    @Test
    void sendsWhatComesDueInItsTimeAndNothingAfter() {
        var clock = new AtomicLong();
        try (var server = new ScriptedEndpoint(request -> {
                    clock.set(request.id().equals("m3") ? 100 : 0);
                    return GOOD;
                });
                var standing = new Transport(clock::get, Client.PATIENT)) {
            new ClosedLoop(standing, new Pace.Closed(1), 50, traces::add).run(requests(server, 1, 10));
        }

        assertThat(traces).extracting(Trace::id).containsExactly("w1", "m1", "m2", "m3");
    }

    @Test
    void letsNoMoreThroughTheThrottleThanItMay() throws Exception {
        var turns = new Semaphore(0);
        try (var server = ScriptedEndpoint.of(Script.silence().await(turns).then(GOOD))) {
            var run = start(5, 2, requests(server, 0, 8), traces::add);
            IntStream.range(0, 2).forEach(i -> server.awaitRequest());
            for (var more = 0; more < 6; more++) {
                turns.release();
                server.awaitRequest();
            }
            turns.release(2);
            join(run);

            assertThat(server.mostInFlight()).isEqualTo(2);
            assertThat(server.requests())
                    .extracting(Seen::id)
                    .containsExactlyInAnyOrder("m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8");
            assertThat(traces).hasSize(8).allMatch(Trace::complete);
        }
    }

    /** Three are due at once and one may go: the fourth is due when the first has ended, and sent when the third has. */
    @Test
    void keepsWaitingWhatIsDueUntilTheThrottleLetsItGo() {
        var clock = new AtomicLong();
        try (var server = ScriptedEndpoint.of(GOOD);
                var counted = new Transport(clock::incrementAndGet, Client.PATIENT)) {
            new ClosedLoop(counted, new Pace.Closed(3, 1), FOR_EVER, traces::add).run(requests(server, 0, 5));

            assertThat(server.mostInFlight()).isEqualTo(1);
        }

        var all = List.copyOf(traces);
        assertThat(all).extracting(Trace::id).containsExactly("m1", "m2", "m3", "m4", "m5");
        assertThat(all.subList(0, 3))
                .extracting(Trace::scheduled)
                .containsOnly(all.get(0).scheduled());
        assertThat(all).allSatisfy(trace -> assertThat(trace.sent()).isGreaterThan(trace.scheduled()));
        assertThat(all.get(3).scheduled()).isEqualTo(all.get(0).ended());
        assertThat(all.get(4).scheduled()).isEqualTo(all.get(1).ended());
        for (var each = 1; each < 5; each++) {
            assertThat(all.get(each).sent()).isGreaterThan(all.get(each - 1).ended());
        }
    }

    @Test
    void sendsNothingThatWaitsAfterThreeFailures() {
        try (var server = ScriptedEndpoint.of(BROKEN)) {
            join(start(5, 1, requests(server, 0, 5), traces::add));

            assertThat(traces).extracting(Trace::id).containsExactly("m1", "m2", "m3");
        }
    }

    @Test
    void sendsNoMoreThanThereAre() {
        try (var server = ScriptedEndpoint.of(GOOD)) {
            run(16, requests(server, 0, 2));

            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void startsMeasuringWhenTheLastWarmupHasEnded() {
        var turns = new Semaphore(0);
        try (var server = new ScriptedEndpoint(request ->
                request.id().equals("w1") ? Script.silence().await(turns).then(GOOD) : GOOD)) {
            var run = start(2, requests(server, 3, 4), traces::add);
            IntStream.range(0, 3).forEach(i -> server.awaitRequest());
            turns.release();
            join(run);

            assertThat(server.requests().subList(0, 3))
                    .extracting(Seen::id)
                    .containsExactlyInAnyOrder("w1", "w2", "w3");
            assertThat(server.requests()).hasSize(7);
            var warm = traces.stream()
                    .filter(Trace::warmup)
                    .mapToLong(Trace::ended)
                    .max();
            var first = traces.stream()
                    .filter(trace -> !trace.warmup())
                    .mapToLong(Trace::scheduled)
                    .min();
            assertThat(first.orElseThrow()).isGreaterThanOrEqualTo(warm.orElseThrow());
        }
    }

    @Test
    void givesEveryTraceToTheSinkOnceAndOnOneThread() {
        var threads = new ConcurrentLinkedQueue<String>();
        try (var server = ScriptedEndpoint.of(GOOD)) {
            var requests = requests(server, 4, 36);
            join(start(4, requests, trace -> {
                traces.add(trace);
                threads.add(Thread.currentThread().getName());
            }));

            assertThat(traces)
                    .extracting(Trace::id)
                    .containsExactlyInAnyOrderElementsOf(
                            requests.stream().map(Request::id).toList());
            assertThat(traces).allMatch(Trace::complete);
            assertThat(threads).containsOnly("assay-recorder");
        }
    }

    @Test
    void sendsNoMoreAfterThreeFailures() {
        try (var server = ScriptedEndpoint.of(BROKEN)) {
            run(1, requests(server, 0, 10));

            assertThat(server.requests()).extracting(Seen::id).containsExactly("m1", "m2", "m3");
            assertThat(traces).extracting(Trace::id).containsExactly("m1", "m2", "m3");
        }
    }

    @Test
    void countsFailuresThatDoNotFollowEachOther() {
        try (var server = ScriptedEndpoint.of(BROKEN, GOOD, GOOD, BROKEN, GOOD, BROKEN, GOOD)) {
            run(1, requests(server, 0, 10));

            assertThat(server.requests()).hasSize(6);
        }
    }

    @Test
    void letsWhatIsInFlightEndAfterThreeFailures() {
        try (var server = ScriptedEndpoint.of(BROKEN)) {
            run(2, requests(server, 0, 10));

            assertThat(traces).extracting(Trace::id).containsExactlyInAnyOrder("m1", "m2", "m3", "m4");
        }
    }

    @Test
    void measuresNothingAfterThreeFailedWarmups() {
        try (var server = ScriptedEndpoint.of(BROKEN)) {
            run(1, requests(server, 3, 10));

            assertThat(traces).extracting(Trace::id).containsExactly("w1", "w2", "w3");
        }
    }

    @Test
    void givesUpForFailuresThatOnlyTheStreamShows() {
        var seen = new Semaphore(0);
        var error = Script.stream(Streams.ERROR, Streams.DONE);
        // Streams are read after the next request went out: the fourth is answered when the first three have been read.
        try (var server = ScriptedEndpoint.of(
                error, error, error, Script.silence().await(seen).then(GOOD))) {
            join(start(1, requests(server, 0, 10), trace -> {
                traces.add(trace);
                if (trace.id().equals("m3")) {
                    seen.release();
                }
            }));

            assertThat(traces).extracting(Trace::id).containsExactly("m1", "m2", "m3", "m4");
        }
    }

    @Test
    void sendsOnAfterFailuresThatTheServerMayHave() {
        var failed = Script.json(500, "{}");
        try (var server = ScriptedEndpoint.of(failed, failed, failed, failed, failed, GOOD)) {
            join(Loops.start(
                    new ClosedLoop(transport, new Pace.Closed(1), FOR_EVER, 2, traces::add), requests(server, 0, 10)));

            assertThat(traces).extracting(Trace::id).containsExactly("m1", "m2", "m3", "m4", "m5");
        }
    }

    /** transformers sends none: whether such a stream is whole, its engine says. */
    @Test
    void sendsOnAfterStreamsThatLackOnlyDone() {
        try (var server = ScriptedEndpoint.of(Script.stream(Streams.FINISH, Streams.USAGE))) {
            join(Loops.start(
                    new ClosedLoop(transport, new Pace.Closed(1), FOR_EVER, traces::add), requests(server, 0, 5)));

            assertThat(traces).extracting(Trace::id).containsExactly("m1", "m2", "m3", "m4", "m5");
        }
    }

    /** 404 is the request's own fault. */
    @Test
    void givesUpForOtherFailuresWhateverTheServerMayHave() {
        var other = Script.json(404, "{}");
        try (var server = ScriptedEndpoint.of(other, other, other, GOOD)) {
            join(Loops.start(
                    new ClosedLoop(transport, new Pace.Closed(1), FOR_EVER, 2, traces::add), requests(server, 0, 10)));

            assertThat(traces).extracting(Trace::id).containsExactly("m1", "m2", "m3");
        }
    }

    @Test
    void failsAndStopsWhenATraceCannotBeKept() {
        var full = new UncheckedIOException("cannot write a trace", new IOException("No space left on device"));
        var second = new Semaphore(0);
        try (var server =
                ScriptedEndpoint.of(GOOD, GOOD, Script.silence().await(second).then(GOOD))) {
            var requests = requests(server, 0, 10);
            assertThatThrownBy(() -> new ClosedLoop(transport, new Pace.Closed(1), FOR_EVER, trace -> {
                                if (trace.id().equals("m1")) {
                                    throw full;
                                }
                                second.release();
                            })
                            .run(requests))
                    .isInstanceOf(CompletionException.class)
                    .hasCause(full);

            assertThat(server.requests()).hasSizeBetween(2, 3);
        }
    }

    /** The first is sent by the thread of the loop, the second by the one that saw the first one's end. */
    @Test
    void failsWhenARequestCannotBeSent() {
        try (var server = ScriptedEndpoint.of(GOOD)) {
            var nowhere =
                    new Request("m2", URI.create("http://127.0.0.1:99999/v1/completions"), Payload.of("{}"), false);
            var requests = List.of(request(server, "m1", false), nowhere, request(server, "m3", false));

            assertThatThrownBy(() -> new ClosedLoop(transport, new Pace.Closed(1), FOR_EVER, traces::add).run(requests))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("port out of range:99999");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void givesEverythingUpWhenItIsInterrupted() throws Exception {
        try (var server = ScriptedEndpoint.of(Script.stream().untilClosed())) {
            var run = new FutureTask<Void>(
                    () -> new ClosedLoop(transport, new Pace.Closed(2), FOR_EVER, traces::add)
                            .run(requests(server, 0, 3)),
                    null);
            var thread = Thread.ofPlatform().start(run);
            server.awaitSilence();
            server.awaitSilence();

            thread.interrupt();

            assertThatThrownBy(() -> run.get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(CancellationException.class)
                    .hasRootCauseMessage("the run was interrupted");
            assertThat(server.awaitClosing() + server.awaitClosing()).isEqualTo(3);
            assertThat(server.requests()).hasSize(2);
        }
    }

    private void run(int concurrency, List<Request> requests) {
        join(start(concurrency, requests, traces::add));
    }

    private FutureTask<Void> start(int concurrency, List<Request> requests, Consumer<Trace> sink) {
        return start(concurrency, concurrency, requests, sink);
    }

    private FutureTask<Void> start(int concurrency, int maxInFlight, List<Request> requests, Consumer<Trace> sink) {
        return Loops.start(
                new ClosedLoop(transport, new Pace.Closed(concurrency, maxInFlight), FOR_EVER, sink), requests);
    }
}
