package dev.assay.load;

import static dev.assay.load.Loops.join;
import static dev.assay.load.Loops.requests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.plan.testspecs.Arrivals;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.Schedule;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
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
import java.net.URI;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("slow")
class OpenLoopTest {
    private static final Script GOOD = Script.stream(Streams.FINISH, Streams.DONE);
    private static final Script BROKEN = Script.json(500, "{\"error\":{\"message\":\"EngineCore died.\"}}");

    private final Transport transport = new Transport(Ticker.start(), Client.PATIENT);
    private final ConcurrentLinkedQueue<Trace> traces = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        transport.close();
    }

    private static Pace.Open pace(double perSecond, Arrivals arrivals, @Nullable Integer maxInFlight) {
        return new Pace.Open(
                new Quantity(perSecond, Unit.PER_SECOND, perSecond + "/s"), arrivals, 1, null, maxInFlight);
    }

    private List<Trace> inOrder() {
        return traces.stream()
                .sorted(Comparator.comparingLong(Trace::scheduled).thenComparingLong(Trace::sent))
                .toList();
    }

    @Test
    void schedulesEachRequestAsItIsDueAndSendsNoneBefore() {
        var pace = pace(500, new Arrivals.Poisson(), null);
        try (var server = ScriptedEndpoint.of(GOOD)) {
            join(start(pace, requests(server, 0, 30)));
        }

        var all = inOrder();
        var due = Schedule.first(pace, 30);
        assertThat(all).hasSize(30).allMatch(Trace::complete);
        assertThat(all)
                .extracting(Trace::id)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 30).mapToObj(i -> "m" + i).toList());
        assertThat(all).allSatisfy(trace -> assertThat(trace.sent()).isGreaterThanOrEqualTo(trace.scheduled()));
        var begin = all.getFirst().scheduled() - due[0];
        assertThat(all.stream().mapToLong(trace -> trace.scheduled() - begin)).containsExactly(boxed(due));
    }

    private static Long[] boxed(long[] values) {
        return Arrays.stream(values).boxed().toArray(Long[]::new);
    }

    @Test
    void waitsForNoAnswer() throws Exception {
        var turns = new Semaphore(0);
        try (var server = ScriptedEndpoint.of(Script.silence().await(turns).then(GOOD))) {
            var run = start(pace(1000, new Arrivals.Constant(), null), requests(server, 0, 20));
            IntStream.range(0, 20).forEach(i -> server.awaitRequest());
            turns.release(20);
            join(run);

            assertThat(server.mostInFlight()).isEqualTo(20);
        }
    }

    /** A clock that jumps 10 ms with each look: all requests are long due when they go, and due a millisecond apart all the same. */
    @Test
    void makesNoRequestLateByTheLatenessOfAnother() {
        var clock = new AtomicLong();
        try (var server = ScriptedEndpoint.of(GOOD);
                var jumping = new Transport(() -> clock.addAndGet(10_000_000), Client.PATIENT)) {
            new OpenLoop(jumping, pace(1000, new Arrivals.Constant(), null), traces::add).run(requests(server, 0, 5));
        }

        var all = inOrder();
        var first = all.getFirst().scheduled();
        assertThat(all.stream().mapToLong(trace -> trace.scheduled() - first))
                .containsExactly(0L, 1_000_000L, 2_000_000L, 3_000_000L, 4_000_000L);
    }

    /** All are due within microseconds. */
    @Test
    void keepsWaitingInTheirOrderWhatTheThrottleDoesNotLetGo() throws Exception {
        var turns = new Semaphore(0);
        try (var server = ScriptedEndpoint.of(Script.silence().await(turns).then(GOOD))) {
            var run = start(pace(1_000_000, new Arrivals.Constant(), 2), requests(server, 0, 8));
            IntStream.range(0, 2).forEach(i -> server.awaitRequest());
            for (var more = 0; more < 6; more++) {
                turns.release();
                server.awaitRequest();
            }
            turns.release(2);
            join(run);

            assertThat(server.mostInFlight()).isEqualTo(2);
        }
        var all = inOrder();
        assertThat(all).extracting(Trace::id).containsExactly("m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8");
        assertThat(all).extracting(Trace::sent).isSorted();
        var ended = all.stream().mapToLong(Trace::ended).sorted().toArray();
        assertThat(IntStream.range(2, 8))
                .allSatisfy(i -> assertThat(all.get(i).sent()).isGreaterThan(ended[i - 2]));
    }

    @Test
    void warmsTheServerAtOnceAndStartsItsScheduleAfter() throws Exception {
        var turns = new Semaphore(0);
        try (var server = new ScriptedEndpoint(request ->
                request.id().startsWith("w") ? Script.silence().await(turns).then(GOOD) : GOOD)) {
            var run = start(pace(1000, new Arrivals.Constant(), null), requests(server, 3, 4));
            IntStream.range(0, 3).forEach(i -> server.awaitRequest());
            turns.release(3);
            join(run);

            assertThat(server.requests().subList(0, 3))
                    .extracting(Seen::id)
                    .containsExactlyInAnyOrder("w1", "w2", "w3");
        }
        var warm = traces.stream().filter(Trace::warmup).mapToLong(Trace::ended).max();
        var first = traces.stream()
                .filter(trace -> !trace.warmup())
                .mapToLong(Trace::scheduled)
                .min();
        assertThat(first.orElseThrow()).isGreaterThan(warm.orElseThrow());
    }

    @Test
    void sendsNoMoreAfterThreeFailures() {
        try (var server = ScriptedEndpoint.of(BROKEN)) {
            join(start(pace(1000, new Arrivals.Constant(), 1), requests(server, 0, 10)));

            assertThat(traces).extracting(Trace::id).containsExactly("m1", "m2", "m3");
        }
    }

    /** The second waits for the first, and its address is none; the third is due at a time that never comes. */
    @Test
    @Timeout(30)
    void waitsForNothingOnceItHasBroken() {
        var pace = pace(1000, new Arrivals.Constant(), 1);
        var due = Schedule.first(pace, 3);
        var clock = new AtomicLong();
        var between = (due[1] + due[2]) / 2;
        var turn = new Semaphore(0);
        Ticker stopping = () -> {
            var now = clock.updateAndGet(time -> Math.min(between, time + 1000));
            if (now == between && turn.availablePermits() == 0) {
                turn.release();
            }
            return now;
        };
        try (var server = ScriptedEndpoint.of(Script.silence().await(turn).then(GOOD));
                var slow = new Transport(stopping, Client.PATIENT)) {
            var nowhere = new Request("m2", URI.create("http://127.0.0.1:70000/v1"), Payload.of("{}"), false);
            var requests = List.of(Loops.request(server, "m1", false), nowhere, Loops.request(server, "m3", false));

            assertThatThrownBy(() -> new OpenLoop(slow, pace, traces::add).run(requests))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("port out of range:70000");
        }
    }

    @Test
    void givesEverythingUpWhenItIsInterrupted() throws Exception {
        try (var server = ScriptedEndpoint.of(Script.stream().untilClosed())) {
            var run = new FutureTask<Void>(
                    () -> new OpenLoop(transport, pace(1000, new Arrivals.Constant(), 2), traces::add)
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
        }
    }

    private FutureTask<Void> start(Pace.Open pace, List<Request> requests) {
        return Loops.start(new OpenLoop(transport, pace, traces::add), requests);
    }
}
